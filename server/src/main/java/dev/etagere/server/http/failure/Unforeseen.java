package dev.etagere.server.http.failure;

import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemResponses;
import dev.etagere.server.http.problem.ProblemType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything else: the caller gets the request id only, since any text could tell a secret. */
public final class Unforeseen implements ExceptionMapper<Throwable> {
  private static final Logger LOG = LoggerFactory.getLogger(Unforeseen.class);

  static final Problem PROBLEM =
      Problem.of(
          ProblemType.INTERNAL_ERROR,
          "Something went wrong that should not. The server's operator finds the particulars in its"
              + " log, by the request id.");

  @Override
  public Response toResponse(Throwable e) {
    LOG.error("Unforeseen failure", e);
    return ProblemResponses.of(PROBLEM);
  }
}
