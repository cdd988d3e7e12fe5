package dev.etagere.server.http.browser;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.time.Duration;

/** Tells browsers to come by TLS only (RFC 6797), in answers that went by TLS. */
public final class StrictTransportFilter implements ContainerResponseFilter {
  private final String value;

  /** For so long. */
  public StrictTransportFilter(Duration time) {
    this.value = "max-age=" + time.toSeconds();
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getSecurityContext().isSecure()) {
      response.getHeaders().putSingle("Strict-Transport-Security", value);
    }
  }
}
