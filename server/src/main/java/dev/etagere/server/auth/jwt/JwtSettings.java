package dev.etagere.server.auth.jwt;

import com.google.common.collect.ImmutableSet;
import java.net.URI;

/**
 * Which tokens are accepted: nothing of this is taken from a token itself (RFC 8725 §3).
 *
 * @param issuer the one issuer, as its tokens spell it
 * @param audience what they must be meant for
 * @param algorithms with which they may be signed
 * @param keys where the issuer's public keys are, as a JSON Web Key Set: a file or an https URL
 */
public record JwtSettings(
    String issuer, String audience, ImmutableSet<String> algorithms, URI keys) {
  /** All that are known here: those with a public key, so that the server holds no secret. */
  public static final ImmutableSet<String> KNOWN_ALGORITHMS =
      ImmutableSet.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

  /**
   * Makes settings.
   *
   * @throws IllegalArgumentException if an algorithm is not known, or there is none
   */
  public JwtSettings {
    if (algorithms.isEmpty() || !KNOWN_ALGORITHMS.containsAll(algorithms)) {
      throw new IllegalArgumentException("algorithms must be of " + KNOWN_ALGORITHMS);
    }
  }
}
