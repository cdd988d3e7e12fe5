package dev.etagere.server.resource;

import com.google.common.base.CharMatcher;
import java.util.Optional;

/**
 * The id of a resource within its collection: 1 to 200 characters of {@code A-Z a-z 0-9 . _ ~ - : @
 * + = ,} but not {@code .} or {@code ..}. Every character stands for itself in a URL's path segment
 * (RFC 3986 §3.3), so an id never needs escaping. Ids order by their ASCII text.
 *
 * @param value the id after percent-decoding
 */
public record ResourceId(String value) implements Comparable<ResourceId> {
  /** The most characters that an id may have. */
  public static final int MAX_LENGTH = 200;

  private static final CharMatcher ALLOWED =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('A', 'Z'))
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.anyOf("._~-:@+=,"))
          .precomputed();

  /**
   * Makes an id.
   *
   * @throws IllegalArgumentException if the value is not of the form above
   */
  public ResourceId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a resource id: '" + value + "'");
    }
  }

  /** Returns the id, or empty if the text is not of the form above. */
  public static Optional<ResourceId> parse(String text) {
    return isValid(text) ? Optional.of(new ResourceId(text)) : Optional.empty();
  }

  private static boolean isValid(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_LENGTH
        && ALLOWED.matchesAllOf(text)
        && !text.equals(".")
        && !text.equals("..");
  }

  @Override
  public int compareTo(ResourceId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
