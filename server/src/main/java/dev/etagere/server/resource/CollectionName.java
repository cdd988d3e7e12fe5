package dev.etagere.server.resource;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a collection: {@code [a-z][a-z0-9-]{0,62}}.
 *
 * @param value the name, as it stands in a URL
 */
public record CollectionName(String value) implements Comparable<CollectionName> {
  private static final Pattern SYNTAX = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  /**
   * Makes a name.
   *
   * @throws IllegalArgumentException if the value is not of the form above
   */
  public CollectionName {
    if (!SYNTAX.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'"
              + value
              + "' is no collection name: 1 to 63 of a-z, 0-9 and '-', the first one a letter");
    }
  }

  /** Returns the name, or empty if the text is not of the form above. */
  public static Optional<CollectionName> parse(String text) {
    return SYNTAX.matcher(text).matches()
        ? Optional.of(new CollectionName(text))
        : Optional.empty();
  }

  @Override
  public int compareTo(CollectionName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
