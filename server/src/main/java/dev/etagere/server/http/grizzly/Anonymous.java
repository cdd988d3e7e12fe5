package dev.etagere.server.http.grizzly;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * The security context of a request that nobody has authenticated.
 *
 * @param isSecure whether it came over TLS
 */
record Anonymous(boolean isSecure) implements SecurityContext {
  @Override
  public @Nullable Principal getUserPrincipal() {
    return null;
  }

  @Override
  public boolean isUserInRole(String role) {
    return false;
  }

  @Override
  public @Nullable String getAuthenticationScheme() {
    return null;
  }
}
