package dev.etagere.client.retry;

import java.time.Duration;

/**
 * When a call ends, whatever it is doing.
 *
 * @param end in the time of {@link System#nanoTime}
 */
public record Deadline(long end) {
  /** That long from now. */
  public static Deadline after(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /** What is left; negative once it is over. */
  public Duration remaining() {
    return Duration.ofNanos(end - System.nanoTime());
  }

  /** Whether that much time is not left. */
  public boolean isBefore(Duration duration) {
    return remaining().compareTo(duration) <= 0;
  }
}
