package dev.etagere.client.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long and how often a call is tried.
 *
 * <table>
 * <caption>What is tried again</caption>
 * <tr><th>what came</th><th>again?</th><th>may it have been done?</th></tr>
 * <tr><td>connection refused, no connection in time, unknown host, TLS handshake broken</td>
 *     <td>yes</td><td>no</td></tr>
 * <tr><td>certificate not accepted</td><td>no</td><td>no</td></tr>
 * <tr><td>connection broken, answer cut, no whole answer in time</td><td>yes</td><td>yes</td></tr>
 * <tr><td>408, 429</td><td>yes</td><td>no</td></tr>
 * <tr><td>503 with a problem document that is not {@code outcome-unknown}</td>
 *     <td>yes</td><td>no</td></tr>
 * <tr><td>503 otherwise, 500, 502, 504</td><td>yes</td><td>yes</td></tr>
 * <tr><td>any other status, an answer that is too long, the thread interrupted</td>
 *     <td>no</td><td>see the exception</td></tr>
 * </table>
 *
 * What may have been done is tried again only if a second arrival cannot do it twice: the request
 * changes nothing, or its key is honoured, or its precondition names one version (RFC 9110 §9.2.2).
 * Before attempt n + 1 the call pauses for a random time between nothing and {@code firstPause *
 * 2^(n-1)}, at most {@code longestPause} (full jitter); after {@code Retry-After} for that long and
 * the random time on top. A pause that would go beyond the deadline ends the call at once.
 *
 * @param deadline for the whole call, with its pauses; for all requests of an update together
 * @param attemptTimeout for one attempt, from connecting to the last byte
 * @param maxAttempts how often one request is sent, 1 or more
 * @param firstPause the longest pause before the second attempt
 * @param longestPause the longest of all random pauses
 */
public record RetryPolicy(
    Duration deadline,
    Duration attemptTimeout,
    int maxAttempts,
    Duration firstPause,
    Duration longestPause) {

  /** 30 seconds for a call, 10 for an attempt, 8 attempts, pauses of up to 100 ms to 5 s. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          8,
          Duration.ofMillis(100),
          Duration.ofSeconds(5));

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if a time is not positive, or there is no attempt
   */
  public RetryPolicy {
    requirePositive("deadline", deadline);
    requirePositive("attemptTimeout", attemptTimeout);
    requirePositive("firstPause", firstPause);
    requirePositive("longestPause", longestPause);
    if (maxAttempts < 1) {
      throw new IllegalArgumentException(
          "maxAttempts is " + maxAttempts + ". Give 1 or more; 1 tries nothing again.");
    }
  }

  /** The same with another deadline for the whole call. */
  public RetryPolicy withDeadline(Duration other) {
    return new RetryPolicy(other, attemptTimeout, maxAttempts, firstPause, longestPause);
  }

  /** The same with another time for one attempt. */
  public RetryPolicy withAttemptTimeout(Duration other) {
    return new RetryPolicy(deadline, other, maxAttempts, firstPause, longestPause);
  }

  /** The same with another number of attempts. */
  public RetryPolicy withMaxAttempts(int other) {
    return new RetryPolicy(deadline, attemptTimeout, other, firstPause, longestPause);
  }

  /** The same with other pauses. */
  public RetryPolicy withPauses(Duration first, Duration longest) {
    return new RetryPolicy(deadline, attemptTimeout, maxAttempts, first, longest);
  }

  /** The pause after that many attempts: uniform from 0 to the limit, both included. */
  Duration pause(int attempts, RandomGenerator random) {
    return jitter(attempts, firstPause, longestPause, random);
  }

  /** A random time up to {@code first * 2^(n-1)}, at most {@code longest}. */
  public static Duration jitter(int n, Duration first, Duration longest, RandomGenerator random) {
    double grown = (double) first.toNanos() * Math.pow(2, n - 1);
    long limit = (long) Math.min((double) longest.toNanos(), grown);
    return Duration.ofNanos(random.nextLong(limit + 1));
  }

  private static void requirePositive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(
          name + " is " + duration + ". Give a time longer than nothing.");
    }
  }
}
