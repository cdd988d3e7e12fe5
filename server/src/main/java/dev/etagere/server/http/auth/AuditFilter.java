package dev.etagere.server.http.auth;

import dev.etagere.server.http.grizzly.exchange.RequestProperties;
import dev.etagere.server.http.log.LogThread;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
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

  private final LogThread lines;

  /** Makes a filter that writes its lines there. */
  public AuditFilter(LogThread lines) {
    this.lines = lines;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (LOG.isInfoEnabled()
        && request.getProperty(RequestProperties.REPLACED) instanceof String before) {
      lines.info(LOG, line(request, response, before));
    }
  }

  private static AuditLine line(
      ContainerRequestContext request, ContainerResponseContext response, String before) {
    // Not getHeaderString: it looks for a converter, and joins what may be many, for each line.
    @Nullable Object location = response.getHeaders().getFirst(HttpHeaders.LOCATION);
    @Nullable Object after = response.getHeaders().getFirst(HttpHeaders.ETAG);
    return new AuditLine(
        Callers.of(request).id(),
        request.getMethod(),
        location == null ? request.getUriInfo().getRequestUri().getRawPath() : location.toString(),
        before,
        after == null ? AuditLine.NONE : after.toString(),
        Callers.requestId(request));
  }
}
