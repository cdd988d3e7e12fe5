package dev.etagere.server.http.auth;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.collect.ImmutableMap;
import dev.etagere.server.grant.Caller;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.http.problem.ProblemType;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;

/**
 * Bounds the rate of each caller, of anonymous ones by their address, and tells it in every answer
 * (draft-ietf-httpapi-ratelimit-headers-10). A second's worth may come at once.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION + 1)
public final class RateLimitFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private static final int MAX_CALLERS = 100_000;
  private static final String PROPERTY = RateLimitFilter.class.getName();
  private static final long NANOS = 1_000_000_000L;

  private final int perSecond;
  private final LoadingCache<String, Bucket> left;

  /** Allows each caller so many requests a second. */
  public RateLimitFilter(int perSecond) {
    this(perSecond, TimeMeter.SYSTEM_NANOTIME);
  }

  RateLimitFilter(int perSecond, TimeMeter clock) {
    this.perSecond = perSecond;
    this.left =
        CacheBuilder.newBuilder()
            .maximumSize(MAX_CALLERS)
            .expireAfterAccess(Duration.ofMinutes(1))
            .build(
                CacheLoader.from(
                    () ->
                        Bucket.builder()
                            .addLimit(
                                limit ->
                                    limit
                                        .capacity(perSecond)
                                        .refillGreedy(perSecond, Duration.ofSeconds(1)))
                            .withCustomTimePrecision(clock)
                            .build()));
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Caller caller = Callers.of(request);
    String key = caller.isAnonymous() ? "address:" + Callers.peer(request) : caller.id();
    ConsumptionProbe probe = left.getUnchecked(key).tryConsumeAndReturnRemaining(1);
    request.setProperty(PROPERTY, probe);
    if (!probe.isConsumed()) {
      throw new ProblemException(
          Problem.of(
              ProblemType.TOO_MANY_REQUESTS,
              "More than " + perSecond + " requests a second. Nothing was done."),
          ImmutableMap.of(HttpHeaders.RETRY_AFTER, Long.toString(seconds(probe))));
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(PROPERTY) instanceof ConsumptionProbe probe) {
      response.getHeaders().putSingle("RateLimit-Policy", "\"caller\";q=" + perSecond + ";w=1");
      response
          .getHeaders()
          .putSingle(
              "RateLimit", "\"caller\";r=" + probe.getRemainingTokens() + ";t=" + seconds(probe));
    }
  }

  private static long seconds(ConsumptionProbe probe) {
    return Math.max(1, (probe.getNanosToWaitForRefill() + NANOS - 1) / NANOS);
  }
}
