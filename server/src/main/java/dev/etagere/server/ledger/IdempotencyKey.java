package dev.etagere.server.ledger;

import com.google.common.base.CharMatcher;

/**
 * The value of an Idempotency-Key field after its quotes and escapes were read: 1 to {@value
 * #MAX_LENGTH} characters of printable ASCII.
 *
 * @param value the characters
 */
public record IdempotencyKey(String value) {
  /** The most characters that a key may have. */
  public static final int MAX_LENGTH = 255;

  private static final CharMatcher PRINTABLE = CharMatcher.inRange(' ', '~');

  /**
   * Makes a key.
   *
   * @throws IllegalArgumentException if the value is not of the form above
   */
  public IdempotencyKey {
    if (value.isEmpty() || value.length() > MAX_LENGTH || !PRINTABLE.matchesAllOf(value)) {
      throw new IllegalArgumentException(
          "a key is 1 to " + MAX_LENGTH + " characters of printable ASCII");
    }
  }

  /** Its length only: a key may be all that protects an effect from being asked for again. */
  @Override
  public String toString() {
    return "IdempotencyKey[" + value.length() + " characters]";
  }
}
