package dev.etagere.server.change;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a decision needs besides the stored state and the request, so that it stays a pure function.
 *
 * @param now the time of the change, to the millisecond
 * @param incarnation the incarnation that a creation gets: random, never used before
 */
public record Circumstances(Instant now, long incarnation) {
  /** Cuts the time to the milliseconds that every store keeps. */
  public Circumstances {
    now = now.truncatedTo(ChronoUnit.MILLIS);
  }
}
