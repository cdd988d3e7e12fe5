package dev.etagere.server.http.failure;

import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.http.problem.ProblemResponses;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** A request that was refused on purpose. */
public final class ProblemMapper implements ExceptionMapper<ProblemException> {
  @Override
  public Response toResponse(ProblemException refusal) {
    return ProblemResponses.of(refusal.problem(), refusal.fields());
  }
}
