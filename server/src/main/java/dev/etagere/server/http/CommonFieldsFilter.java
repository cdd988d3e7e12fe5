package dev.etagere.server.http;

import dev.etagere.server.http.grizzly.exchange.RequestIds;
import dev.etagere.server.http.grizzly.exchange.RequestProperties;
import dev.etagere.server.http.problem.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;

/** What every answer carries, and the content of every problem. */
final class CommonFieldsFilter implements ContainerResponseFilter {
  private static final MediaType PROBLEM_TYPE = MediaType.valueOf(Problem.MEDIA_TYPE);

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    String requestId = requestId(request);
    if (response.getEntity() instanceof Problem problem) {
      if (request.getProperty(RequestProperties.OUTCOME) == null) {
        request.setProperty(RequestProperties.OUTCOME, problem.type().slug());
      }
      response.setEntity(problem.toJson(requestId), null, PROBLEM_TYPE);
    }
    MultivaluedMap<String, Object> fields = response.getHeaders();
    fields.putSingle(RequestIds.FIELD, requestId);
    fields.putSingle("X-Content-Type-Options", "nosniff");
    if (!fields.containsKey(HttpHeaders.CACHE_CONTROL)) {
      fields.putSingle(HttpHeaders.CACHE_CONTROL, "no-cache");
    }
  }

  /** Our own container has named the request already; another one has not. */
  private static String requestId(ContainerRequestContext request) {
    Object named = request.getProperty(RequestProperties.REQUEST_ID);
    return named == null
        ? RequestIds.of(request.getHeaderString(RequestIds.FIELD))
        : named.toString();
  }
}
