package dev.etagere.server.http.auth;

import com.google.common.collect.ImmutableMap;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.http.problem.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;

/** Refusals for want of a credential, each with how to send one (RFC 6750 §3). */
final class Challenge {
  private static final String BEARER = "Bearer realm=\"etagere\"";

  private Challenge() {}

  static ProblemException missing() {
    return refusal(
        "This needs a credential. Send it as Authorization: Bearer, followed by an API key or a"
            + " token.",
        BEARER);
  }

  static ProblemException malformed() {
    return refusal(
        "The Authorization field must be there once, as: Bearer, one space, an API key or a token.",
        BEARER + ", error=\"invalid_request\"");
  }

  /** Says nothing of the reason: it would help those who guess. */
  static ProblemException invalid() {
    return refusal(
        "The credential is not accepted. Why, the server's log says under this request id.",
        BEARER + ", error=\"invalid_token\"");
  }

  private static ProblemException refusal(String detail, String challenge) {
    return new ProblemException(
        Problem.of(ProblemType.UNAUTHENTICATED, detail),
        ImmutableMap.of(HttpHeaders.WWW_AUTHENTICATE, challenge));
  }
}
