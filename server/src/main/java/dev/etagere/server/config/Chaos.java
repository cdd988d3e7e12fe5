package dev.etagere.server.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Faults that a server makes in its own answers after it has done what they answer, for people who
 * test their clients. Shares are millionths of all answers; an answer has at most one fault.
 *
 * @param dropAnswer the share of answers in place of which the connection is closed
 * @param delay the share of answers that leave later
 * @param delayBy how much later they leave
 * @param error503 the share of answers in place of which a 503 is sent
 * @param seed decides which answers these are
 */
public record Chaos(int dropAnswer, int delay, Duration delayBy, int error503, long seed) {
  /** All answers. */
  public static final int ALL = 1_000_000;

  /** The longest delay. */
  public static final Duration MAX_DELAY = Duration.ofMinutes(1);

  /** A system property: {@code true} allows chaos where other machines can reach the server. */
  public static final String DANGEROUS_PROPERTY = "etagere.dangerous.chaosBeyondLoopback";

  /**
   * Makes a plan.
   *
   * @throws IllegalArgumentException if a share is negative, they are more than {@link #ALL}
   *     together, or the delay is negative or longer than {@link #MAX_DELAY}
   */
  public Chaos {
    if (dropAnswer < 0
        || delay < 0
        || error503 < 0
        || (long) dropAnswer + delay + error503 > ALL
        || delayBy.isNegative()
        || delayBy.compareTo(MAX_DELAY) > 0) {
      throw new IllegalArgumentException("no such chaos is possible");
    }
  }

  /** The plan as one would write it, with its seed, so that it can be repeated. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    if (dropAnswer > 0) {
      parts.add("drop-answer=" + share(dropAnswer));
    }
    if (delay > 0) {
      parts.add("delay=%s:%dms".formatted(share(delay), delayBy.toMillis()));
    }
    if (error503 > 0) {
      parts.add("error-503=" + share(error503));
    }
    parts.add("seed=" + seed);
    return String.join(",", parts);
  }

  private static String share(int millionths) {
    return BigDecimal.valueOf(millionths, 6).stripTrailingZeros().toPlainString();
  }
}
