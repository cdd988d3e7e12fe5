package dev.etagere.server.http.failure;

import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemResponses;
import dev.etagere.server.http.problem.ProblemType;
import dev.etagere.server.patch.InvalidPatchException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** A patch document that is malformed. */
public final class InvalidPatchMapper implements ExceptionMapper<InvalidPatchException> {
  @Override
  public Response toResponse(InvalidPatchException e) {
    return ProblemResponses.of(
        Problem.of(ProblemType.INVALID_PATCH, e).with("pointer", e.pointer()));
  }
}
