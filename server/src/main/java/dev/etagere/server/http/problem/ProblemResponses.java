package dev.etagere.server.http.problem;

import com.google.common.collect.ImmutableMap;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * Responses whose entity is a {@link Problem}: a response filter writes it with the request's id.
 */
public final class ProblemResponses {
  private ProblemResponses() {}

  /** A response without further header fields. */
  public static Response of(Problem problem) {
    return of(problem, ImmutableMap.of());
  }

  /** A response with further header fields. */
  public static Response of(Problem problem, Map<String, String> fields) {
    // Said here, or JAX-RS would look for a type in the Accept field, and fail with 406 at "*/x".
    Response.ResponseBuilder response =
        Response.status(problem.type().status(), problem.type().reason())
            .entity(problem)
            .type(Problem.MEDIA_TYPE);
    fields.forEach(response::header);
    return response.build();
  }
}
