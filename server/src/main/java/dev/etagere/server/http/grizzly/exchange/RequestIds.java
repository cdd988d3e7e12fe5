package dev.etagere.server.http.grizzly.exchange;

import com.google.common.base.CharMatcher;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Names for requests: the caller's own where it is well-formed, else a new one. */
public final class RequestIds {
  /** The field that carries the id. */
  public static final String FIELD = "X-Request-Id";

  private static final int MAX_LENGTH = 128;
  private static final CharMatcher ALLOWED =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('A', 'Z'))
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.anyOf("._-:"))
          .precomputed();

  /** Crockford's digits: in ASCII order, so that ids sort by time. */
  private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

  private static final int TIME_DIGITS = 10;
  private static final int RANDOM_DIGITS = 8;

  private RequestIds() {}

  /** The sent id if it is 1 to 128 characters of {@code A-Z a-z 0-9 . _ - :}, else a new one. */
  public static String of(@Nullable String sent) {
    if (sent == null || sent.isEmpty() || sent.length() > MAX_LENGTH) {
      return make(System.currentTimeMillis());
    }
    return ALLOWED.matchesAllOf(sent) ? sent : make(System.currentTimeMillis());
  }

  /** A new id: the time in milliseconds, then 40 random bits. */
  static String make(long millis) {
    char[] id = new char[TIME_DIGITS + RANDOM_DIGITS];
    write(millis, id, 0, TIME_DIGITS);
    write(ThreadLocalRandom.current().nextLong(), id, TIME_DIGITS, RANDOM_DIGITS);
    return new String(id);
  }

  private static void write(long value, char[] to, int at, int digits) {
    long rest = value;
    for (int i = at + digits - 1; i >= at; i--) {
      to[i] = DIGITS[(int) (rest & 31)];
      rest >>>= 5;
    }
  }
}
