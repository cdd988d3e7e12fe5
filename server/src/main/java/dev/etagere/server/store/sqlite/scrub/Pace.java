package dev.etagere.server.store.sqlite.scrub;

import java.time.Duration;

/**
 * How much is checked at a time, and how long the pauses are.
 *
 * @param rows how many rows are checked in one step, within one snapshot of the database
 * @param bytes after how many bytes of contents a step ends earlier
 * @param pause the least time between two steps
 * @param rest between two rounds through all tables
 */
public record Pace(int rows, long bytes, Duration pause, Duration rest) {
  /** About 250 rows a second: a million in an hour or two, for a hundredth of a core. */
  public static final Pace DEFAULT =
      new Pace(64, 1 << 20, Duration.ofMillis(250), Duration.ofHours(1));

  private static final int IDLE_SHARE = 9;

  /** The pause after a step; the longer the slower the disk was, so that requests come first. */
  public Duration after(Duration step) {
    Duration idle = step.multipliedBy(IDLE_SHARE);
    return idle.compareTo(pause) > 0 ? idle : pause;
  }
}
