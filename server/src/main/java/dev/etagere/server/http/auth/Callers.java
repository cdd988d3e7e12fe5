package dev.etagere.server.http.auth;

import dev.etagere.server.grant.Caller;
import dev.etagere.server.http.grizzly.exchange.RequestProperties;
import dev.etagere.server.http.grizzly.guard.PeerNetwork;
import jakarta.ws.rs.container.ContainerRequestContext;

/** The caller of a request, as the filters here hand it on. */
public final class Callers {
  private static final String PROPERTY = Caller.class.getName();

  private Callers() {}

  static void put(ContainerRequestContext request, Caller caller) {
    request.setProperty(PROPERTY, caller);
    if (!caller.isAnonymous()) {
      request.setProperty(RequestProperties.CALLER, caller.id());
    }
  }

  /** Who sent a request; nobody in particular where nobody is asked. */
  public static Caller of(ContainerRequestContext request) {
    return request.getProperty(PROPERTY) instanceof Caller caller ? caller : Caller.ANONYMOUS;
  }

  static PeerNetwork peer(ContainerRequestContext request) {
    return PeerNetwork.of(request.getProperty(RequestProperties.PEER));
  }

  static Object requestId(ContainerRequestContext request) {
    Object id = request.getProperty(RequestProperties.REQUEST_ID);
    return id == null ? "-" : id;
  }
}
