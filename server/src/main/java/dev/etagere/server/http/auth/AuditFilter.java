package dev.etagere.server.http.auth;

import dev.etagere.server.http.grizzly.exchange.RequestProperties;
import dev.etagere.server.http.log.LogThread;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each change at INFO of the logger {@value #LOGGER}: caller, method, path, the entity
 * tag before, the one after, request id. Never content. {@code -} stands for no version.
 */
public final class AuditFilter implements ContainerResponseFilter {
  static final String LOGGER = "etagere.audit";

  private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
  private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");

  private final LogThread lines;

  /** Makes a filter that writes its lines there. */
  public AuditFilter(LogThread lines) {
    this.lines = lines;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    boolean done = response.getStatus() / 100 == 2;
    boolean replayed = response.getHeaders().containsKey("Idempotent-Replayed");
    if (done && !replayed && CHANGING.contains(request.getMethod())) {
      AuditLine line = line(request, response);
      if (line.tellsAChange()) {
        lines.info(LOG, line::text);
      }
    }
  }

  private static AuditLine line(
      ContainerRequestContext request, ContainerResponseContext response) {
    @Nullable String location = response.getHeaderString(HttpHeaders.LOCATION);
    @Nullable List<String> ifMatch = request.getHeaders().get(HttpHeaders.IF_MATCH);
    return new AuditLine(
        Callers.of(request).id(),
        request.getMethod(),
        location == null ? request.getUriInfo().getRequestUri().getRawPath() : location,
        (String) request.getProperty(RequestProperties.REPLACED),
        ifMatch == null ? List.of() : List.copyOf(ifMatch),
        response.getStatus(),
        Objects.requireNonNullElse(response.getHeaderString(HttpHeaders.ETAG), AuditLine.NONE),
        Callers.requestId(request));
  }
}
