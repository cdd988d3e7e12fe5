package dev.etagere.server.http.browser;

import com.google.common.collect.ImmutableSet;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

/**
 * Lets pages of other origins use this server from a browser (Fetch Standard, CORS protocol). They
 * send a credential themselves: cookies mean nothing here, so none are allowed.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION - 100) // A preflight has no credential.
public final class CorsFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String ORIGIN = "Origin";
  private static final String WANTED_METHOD = "Access-Control-Request-Method";
  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
  private static final String REQUEST_FIELDS =
      "Authorization, Content-Type, If-Match, If-None-Match, If-Modified-Since,"
          + " If-Unmodified-Since, Idempotency-Key, Prefer, X-Request-Id";
  private static final String ANSWER_FIELDS =
      "ETag, Location, Content-Location, Idempotent-Replayed, Link, Preference-Applied,"
          + " RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate, X-Request-Id";
  private static final String KEPT_SECONDS = "600";

  private final ImmutableSet<String> origins;

  /** Lets these origins in, each as a browser spells it. */
  public CorsFilter(ImmutableSet<String> origins) {
    this.origins = origins;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    boolean preflight =
        request.getMethod().equals("OPTIONS") && request.getHeaderString(WANTED_METHOD) != null;
    if (preflight && isAllowed(request)) {
      request.abortWith(
          Response.noContent()
              .header("Access-Control-Allow-Methods", METHODS)
              .header("Access-Control-Allow-Headers", REQUEST_FIELDS)
              .header("Access-Control-Max-Age", KEPT_SECONDS)
              .build());
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    MultivaluedMap<String, Object> fields = response.getHeaders();
    // For every origin, or a cache would give one origin's answer to another.
    fields.add(HttpHeaders.VARY, ORIGIN);
    if (isAllowed(request)) {
      fields.putSingle("Access-Control-Allow-Origin", request.getHeaderString(ORIGIN));
      fields.putSingle("Access-Control-Expose-Headers", ANSWER_FIELDS);
    }
  }

  private boolean isAllowed(ContainerRequestContext request) {
    String origin = request.getHeaderString(ORIGIN);
    return origin != null && origins.contains(origin);
  }
}
