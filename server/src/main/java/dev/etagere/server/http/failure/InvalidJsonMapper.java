package dev.etagere.server.http.failure;

import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemResponses;
import dev.etagere.server.http.problem.ProblemType;
import dev.etagere.server.json.InvalidJsonException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** A content that is no JSON object, or none that this server takes. */
public final class InvalidJsonMapper implements ExceptionMapper<InvalidJsonException> {
  @Override
  public Response toResponse(InvalidJsonException e) {
    return ProblemResponses.of(Problem.of(ProblemType.INVALID_JSON, e));
  }
}
