package dev.etagere.server.config.text;

import java.util.regex.Pattern;

/** What a message may show of a text that someone gave. */
public final class Shown {
  private static final int LONGEST = 80;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private Shown() {}

  /**
   * Returns the text on one line, shortened where it is long. Of a URI only the scheme is left, on
   * whatever key it was given, since it may hold a password.
   */
  public static String of(String text) {
    int scheme = text.indexOf("://");
    if (scheme >= 0) {
      return of(text.substring(0, scheme)) + "://(not shown)";
    }
    String line = CONTROL.matcher(text).replaceAll("?");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
