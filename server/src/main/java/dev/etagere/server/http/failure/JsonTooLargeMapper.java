package dev.etagere.server.http.failure;

import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemResponses;
import dev.etagere.server.http.problem.ProblemType;
import dev.etagere.server.json.JsonTooLargeException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** A patch document with more values than there is memory for. */
public final class JsonTooLargeMapper implements ExceptionMapper<JsonTooLargeException> {
  @Override
  public Response toResponse(JsonTooLargeException e) {
    return ProblemResponses.of(
        Problem.of(
            ProblemType.CONTENT_TOO_LARGE,
            "The patch cannot be applied: " + e.getMessage() + ". PUT the whole resource."));
  }
}
