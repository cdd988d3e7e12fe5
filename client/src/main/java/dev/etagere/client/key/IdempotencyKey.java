package dev.etagere.client.key;

import java.security.SecureRandom;
import java.util.UUID;

/**
 * Names one intended change, so that a server recognises its repeats
 * (draft-ietf-httpapi-idempotency-key-header). Store it together with the request before the first
 * send, and the change can be repeated after a crash of the caller too.
 *
 * @param value 1 to 255 printable ASCII characters, without the quotes that the field adds
 */
public record IdempotencyKey(String value) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int LONGEST = 255;

  /**
   * Checks the value.
   *
   * @throws IllegalArgumentException if it is empty, too long or not printable ASCII
   */
  public IdempotencyKey {
    boolean printable = value.chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
    if (value.isEmpty() || value.length() > LONGEST || !printable) {
      throw new IllegalArgumentException(
          "An idempotency key has 1 to 255 printable ASCII characters. Use"
              + " IdempotencyKey.random(), or an id of your own in that form.");
    }
  }

  /** A new key that no other has: a UUID of version 7 (RFC 9562 §5.7), so that keys sort by age. */
  public static IdempotencyKey random() {
    long high = (System.currentTimeMillis() << 16) | 0x7000 | (RANDOM.nextInt() & 0xfff);
    long low = (RANDOM.nextLong() >>> 2) | Long.MIN_VALUE;
    return new IdempotencyKey(new UUID(high, low).toString());
  }

  /** The value of the field {@code Idempotency-Key}: a quoted string (RFC 9651 §3.3.3). */
  public String field() {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  @Override
  public String toString() {
    return value;
  }
}
