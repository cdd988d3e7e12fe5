package dev.etagere.server.http.auth;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import dev.etagere.server.http.grizzly.guard.PeerNetwork;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * Bounds how many wrong credentials one address can have checked: so many at once, and then so many
 * a minute.
 */
final class FailedAttempts {
  private static final int MAX_ADDRESSES = 100_000;
  private static final Duration REFILL = Duration.ofMinutes(1);

  private final LoadingCache<PeerNetwork, Bucket> left;

  FailedAttempts(int perMinute, TimeMeter clock) {
    this.left =
        CacheBuilder.newBuilder()
            .maximumSize(MAX_ADDRESSES)
            .expireAfterAccess(REFILL)
            .build(
                CacheLoader.from(
                    () ->
                        Bucket.builder()
                            .addLimit(
                                limit -> limit.capacity(perMinute).refillGreedy(perMinute, REFILL))
                            .withCustomTimePrecision(clock)
                            .build()));
  }

  /** Whether no more credentials of this address are checked for now. */
  boolean areTooMany(PeerNetwork address) {
    Bucket bucket = left.getIfPresent(address);
    return bucket != null && bucket.getAvailableTokens() <= 0;
  }

  /** Counts one. */
  void add(PeerNetwork address) {
    left.getUnchecked(address).tryConsume(1);
  }
}
