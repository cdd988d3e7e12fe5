package dev.etagere.server.tool.feed;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long something that is safe to repeat is tried again.
 *
 * @param most how long at the most
 */
public record Patience(Duration most) {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** Begins to wait for one thing. */
  public Pauses pauses() {
    return new Pauses();
  }

  /** The pauses between the tries of one thing, each longer than the one before. */
  public final class Pauses {
    private final long begun = System.nanoTime();
    private Duration next = FIRST_PAUSE;

    private Pauses() {}

    /** How long the next pause is, if nobody asks for another. */
    public Duration next() {
      return next;
    }

    /** Waits; false if it would be for too long. */
    public boolean pause(Duration wait) {
      Duration passed = Duration.ofNanos(System.nanoTime() - begun);
      if (passed.plus(wait).compareTo(most) > 0) {
        return false;
      }
      Uninterruptibles.sleepUninterruptibly(wait);
      Duration doubled = next.multipliedBy(2);
      Duration bounded = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
      // So that many callers do not come back at the same moment.
      next = bounded.minusMillis(ThreadLocalRandom.current().nextLong(bounded.toMillis() / 4));
      return true;
    }
  }
}
