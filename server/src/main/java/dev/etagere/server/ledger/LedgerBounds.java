package dev.etagere.server.ledger;

import java.time.Duration;

/**
 * How far a ledger reaches back: the last {@code size} entries, and beyond them those that are not
 * older than {@code retention}, up to {@value #MOST} in all.
 *
 * @param size 1 to {@value #MOST}
 * @param retention 0 or more
 */
public record LedgerBounds(int size, Duration retention) {
  /** The most entries that a ledger ever has, besides that of the creation. */
  public static final int MOST = 256;

  /** The last 32, and those of the last 24 hours. */
  public static final LedgerBounds DEFAULT = new LedgerBounds(32, Duration.ofHours(24));

  /**
   * Makes bounds.
   *
   * @throws IllegalArgumentException if a bound is out of the range above
   */
  public LedgerBounds {
    if (size < 1 || size > MOST) {
      throw new IllegalArgumentException("a ledger's size is 1 to " + MOST + ", not " + size);
    }
    if (retention.isNegative()) {
      throw new IllegalArgumentException("a ledger's retention must not be negative");
    }
  }
}
