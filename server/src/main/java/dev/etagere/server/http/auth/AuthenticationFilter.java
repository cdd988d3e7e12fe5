package dev.etagere.server.http.auth;

import com.google.common.collect.ImmutableMap;
import dev.etagere.server.auth.Authentication;
import dev.etagere.server.auth.Authentication.Accepted;
import dev.etagere.server.auth.Authentication.Undecided;
import dev.etagere.server.auth.RecentlyAccepted;
import dev.etagere.server.grant.Caller;
import dev.etagere.server.http.grizzly.body.Foresight;
import dev.etagere.server.http.grizzly.guard.PeerNetwork;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.http.problem.ProblemType;
import io.github.bucket4j.TimeMeter;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out who is calling, before anything else is looked at: whoever is not known does not learn
 * which collections there are.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public final class AuthenticationFilter implements ContainerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger("etagere.auth");
  private static final int FAILURES_PER_MINUTE = 10;
  private static final String RETRY_SECONDS = "60";

  /** RFC 6750 §2.1; the scheme's case does not count (RFC 9110 §11.1). */
  private static final Pattern BEARER =
      Pattern.compile("[Bb][Ee][Aa][Rr][Ee][Rr] +([A-Za-z0-9._~+/-]+=*)");

  private final RecentlyAccepted authenticator;
  private final boolean welcomesAnonymous;
  private final FailedAttempts failures;

  /**
   * Makes the filter.
   *
   * @param authenticator checks credentials
   * @param welcomesAnonymous whether anything is granted to callers without one
   */
  public AuthenticationFilter(RecentlyAccepted authenticator, boolean welcomesAnonymous) {
    this(authenticator, welcomesAnonymous, TimeMeter.SYSTEM_NANOTIME);
  }

  AuthenticationFilter(RecentlyAccepted authenticator, boolean welcomesAnonymous, TimeMeter clock) {
    this.authenticator = authenticator;
    this.welcomesAnonymous = welcomesAnonymous;
    this.failures = new FailedAttempts(FAILURES_PER_MINUTE, clock);
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (isForEverybody(request.getUriInfo().getPath(false))) {
      return;
    }
    List<String> lines = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    if (lines != null && !lines.isEmpty()) {
      Callers.put(request, caller(request, token(lines)));
    } else if (welcomesAnonymous) {
      Callers.put(request, Caller.ANONYMOUS);
    } else {
      throw Challenge.missing();
    }
  }

  /**
   * Foresees the refusal of whoever sends no credential. One that is sent is checked when the
   * request is whole: that may take long.
   *
   * @param welcomesAnonymous whether anything is granted to callers without one
   */
  public static Foresight foresight(boolean welcomesAnonymous) {
    return (rawPath, hasCredential) ->
        hasCredential || welcomesAnonymous || isForEverybody(rawPath.substring(1))
            ? Optional.empty()
            : Optional.of(Challenge.missing());
  }

  /** Explanations, and the page that shows the description: they hold no data. */
  private static boolean isForEverybody(String path) {
    return path.startsWith("problems/") || path.equals("docs") || path.startsWith("docs/");
  }

  private static String token(List<String> lines) {
    Matcher bearer = BEARER.matcher(lines.get(0));
    if (lines.size() > 1 || !bearer.matches()) {
      throw Challenge.malformed();
    }
    return bearer.group(1);
  }

  private Caller caller(ContainerRequestContext request, String token) {
    Optional<Accepted> known = authenticator.recall(token);
    if (known.isPresent()) {
      return known.get().caller();
    }
    PeerNetwork peer = Callers.peer(request);
    if (failures.areTooMany(peer)) {
      throw new ProblemException(
          Problem.of(
              ProblemType.TOO_MANY_REQUESTS,
              "Too many credentials from this address were not accepted."),
          ImmutableMap.of(HttpHeaders.RETRY_AFTER, RETRY_SECONDS));
    }
    Authentication result = authenticator.authenticate(token);
    if (result instanceof Accepted accepted) {
      return accepted.caller();
    } else if (result instanceof Undecided undecided) {
      LOG.error("Request {}: {}", Callers.requestId(request), undecided.reason());
      throw new ProblemException(
          Problem.of(
              ProblemType.UNAVAILABLE,
              "The token cannot be checked now: the keys of its issuer cannot be had. Nothing was"
                  + " done."),
          ImmutableMap.of(HttpHeaders.RETRY_AFTER, "5"));
    }
    failures.add(peer);
    LOG.warn(
        "Request {} from {} refused: {}",
        Callers.requestId(request),
        peer,
        ((Authentication.Refused) result).reason());
    throw Challenge.invalid();
  }
}
