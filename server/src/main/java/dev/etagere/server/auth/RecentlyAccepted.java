package dev.etagere.server.auth;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.etagere.server.auth.Authentication.Accepted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Remembers for a minute which credentials were accepted: hashes of keys are slow on purpose, and
 * signatures are not for free. A token that is withdrawn is accepted for up to a minute longer.
 */
public final class RecentlyAccepted implements Authenticator {
  private static final int MAX = 10_000;
  private static final Duration FOR = Duration.ofMinutes(1);

  private final Authenticator slow;
  private final InstantSource clock;
  private final Cache<HashCode, Accepted> recent =
      CacheBuilder.newBuilder().maximumSize(MAX).expireAfterWrite(FOR).build();

  /** Remembers what another authenticator accepts. */
  public RecentlyAccepted(Authenticator slow, InstantSource clock) {
    this.slow = slow;
    this.clock = clock;
  }

  /** What was accepted lately and has not ended, without any work. */
  public Optional<Accepted> recall(String token) {
    return Optional.ofNullable(recent.getIfPresent(hash(token)))
        .filter(accepted -> clock.instant().isBefore(accepted.until()));
  }

  @Override
  public Authentication authenticate(String token) {
    Optional<Accepted> known = recall(token);
    if (known.isPresent()) {
      return known.get();
    }
    Authentication result = slow.authenticate(token);
    if (result instanceof Accepted accepted) {
      recent.put(hash(token), accepted);
    }
    return result;
  }

  /** Tokens themselves are not kept: a memory dump should not hold them. */
  private static HashCode hash(String token) {
    return Hashing.sha256().hashString(token, StandardCharsets.UTF_8);
  }
}
