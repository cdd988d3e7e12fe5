package dev.etagere.server.auth;

/** Checks credentials. Safe for use by several threads. */
@FunctionalInterface
public interface Authenticator {
  /**
   * Checks a credential.
   *
   * @param token what was sent as a Bearer token (RFC 6750)
   */
  Authentication authenticate(String token);
}
