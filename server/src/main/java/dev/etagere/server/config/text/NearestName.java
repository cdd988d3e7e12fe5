package dev.etagere.server.config.text;

import static java.util.Comparator.comparingInt;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that someone probably meant. */
public final class NearestName {
  private NearestName() {}

  /** Returns the nearest of the known names, if it is near enough to be a slip of the pen. */
  public static Optional<String> of(String name, Collection<String> known) {
    int farthest = Math.max(2, name.length() / 3);
    return known.stream()
        .sorted()
        .min(comparingInt(candidate -> distance(name, candidate)))
        .filter(candidate -> distance(name, candidate) <= farthest);
  }

  /** Returns a remedy that names the nearest of the known names, or all if none is near. */
  public static String remedy(String name, Collection<String> known) {
    return of(name, known)
        .map(nearest -> "Did you mean " + nearest + "?")
        .orElseGet(() -> "Known here: " + String.join(", ", known.stream().sorted().toList()));
  }

  /** Levenshtein's distance; upper and lower case are the same. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
