package dev.etagere.server.http.failure;

import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemResponses;
import dev.etagere.server.http.problem.ProblemType;
import dev.etagere.server.precondition.MalformedFieldException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** A header field that cannot be parsed. */
public final class MalformedFieldMapper implements ExceptionMapper<MalformedFieldException> {
  @Override
  public Response toResponse(MalformedFieldException e) {
    return ProblemResponses.of(Problem.of(ProblemType.BAD_REQUEST, e).with("field", e.fieldName()));
  }
}
