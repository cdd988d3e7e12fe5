package dev.etagere.server.http.failure;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemResponses;
import dev.etagere.server.http.problem.ProblemType;
import dev.etagere.server.http.request.Negotiation;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What JAX-RS itself refuses: a method that is not offered, a field that it cannot read. */
public final class JaxRsMapper implements ExceptionMapper<WebApplicationException> {
  private static final Logger LOG = LoggerFactory.getLogger(JaxRsMapper.class);

  @Override
  public Response toResponse(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    if (e instanceof NotAllowedException) {
      String allow = allow(e.getResponse().getHeaderString(HttpHeaders.ALLOW));
      return ProblemResponses.of(
          Problem.of(ProblemType.METHOD_NOT_ALLOWED, "This URL offers " + allow + "."),
          ImmutableMap.of(HttpHeaders.ALLOW, allow));
    } else if (status == 404) {
      return ProblemResponses.of(
          Problem.of(ProblemType.NOT_FOUND, "There is nothing at this URL."));
    } else if (status == 406) {
      return ProblemResponses.of(Negotiation.NOT_ACCEPTABLE);
    } else if (status >= 400 && status < 500) {
      return ProblemResponses.of(
          Problem.of(ProblemType.BAD_REQUEST, "A field of the request cannot be read."));
    }
    LOG.error("JAX-RS failed", e);
    return ProblemResponses.of(Unforeseen.PROBLEM);
  }

  private static String allow(String methods) {
    TreeSet<String> allowed =
        new TreeSet<>(Splitter.on(',').trimResults().omitEmptyStrings().splitToList(methods));
    if (allowed.contains("GET")) {
      // JAX-RS answers HEAD by the method for GET, and does not name it.
      allowed.add("HEAD");
    }
    return String.join(", ", allowed);
  }
}
