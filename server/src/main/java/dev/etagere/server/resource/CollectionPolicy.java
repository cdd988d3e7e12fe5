package dev.etagere.server.resource;

import java.time.Duration;

/**
 * What a collection's owner decided.
 *
 * @param cacheControl the Cache-Control field of successful reads
 * @param tombstoneRetention how long a deleted resource is remembered
 * @param replay what proves that a stale write is a repeat of one that was applied
 * @param ifMatchAny whether {@code If-Match: *} may change a resource without naming its version
 */
public record CollectionPolicy(
    String cacheControl, Duration tombstoneRetention, Replay replay, boolean ifMatchAny) {

  /** What proves that a stale write is a repeat. */
  public enum Replay {
    /** Only an Idempotency-Key. */
    KEY,
    /**
     * Also the same content for the same parent version (RFC 9110 §13.1.1). Two writers that send
     * the same content for the same version then both win: not for counters and locks.
     */
    CONTENT
  }

  /** The policy of a collection of which nothing was said. */
  public static final CollectionPolicy DEFAULT =
      new CollectionPolicy("no-cache", Duration.ofDays(30), Replay.KEY, true);

  /**
   * Makes a policy.
   *
   * @throws IllegalArgumentException if the retention is negative
   */
  public CollectionPolicy {
    if (tombstoneRetention.isNegative()) {
      throw new IllegalArgumentException("tombstoneRetention must not be negative");
    }
  }
}
