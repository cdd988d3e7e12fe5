package dev.etagere.server;

import dev.etagere.server.auth.Authentication;
import dev.etagere.server.auth.Authenticator;
import dev.etagere.server.auth.RecentlyAccepted;
import dev.etagere.server.auth.jwt.JwtAuthenticator;
import dev.etagere.server.auth.key.ApiKey;
import dev.etagere.server.auth.key.KeyRing;
import dev.etagere.server.config.AuthConfig;
import dev.etagere.server.config.NetworkConfig;
import dev.etagere.server.grant.Grants;
import dev.etagere.server.http.auth.AuditFilter;
import dev.etagere.server.http.auth.AuthenticationFilter;
import dev.etagere.server.http.auth.GrantFilter;
import dev.etagere.server.http.auth.RateLimitFilter;
import dev.etagere.server.http.browser.CorsFilter;
import dev.etagere.server.http.browser.StrictTransportFilter;
import dev.etagere.server.http.grizzly.body.Foresight;
import dev.etagere.server.http.log.LogThread;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Puts the filters together that a configuration asks for. */
final class NetworkFilters {
  private NetworkFilters() {}

  /** Returns JAX-RS filters; of authentication none where nobody is asked who it is. */
  static Object[] of(NetworkConfig config, LogThread log, InstantSource clock) {
    List<Object> filters = new ArrayList<>();
    filters.add(new AuditFilter(log));
    AuthConfig auth = config.auth();
    if (!auth.isNone()) {
      filters.add(
          new AuthenticationFilter(
              new RecentlyAccepted(authenticator(auth), clock), welcomesAnonymous(auth)));
      filters.add(new GrantFilter(auth::grants));
    }
    if (config.requestsPerSecond() > 0) {
      filters.add(new RateLimitFilter(config.requestsPerSecond()));
    }
    if (!config.corsOrigins().isEmpty()) {
      filters.add(new CorsFilter(config.corsOrigins()));
    }
    config
        .tls()
        .filter(tls -> tls.hsts().compareTo(Duration.ZERO) > 0)
        .ifPresent(tls -> filters.add(new StrictTransportFilter(tls.hsts())));
    return filters.toArray();
  }

  /** What these filters will refuse, whatever its content is. */
  static Foresight foresight(AuthConfig auth) {
    return auth.isNone() ? Foresight.NONE : AuthenticationFilter.foresight(welcomesAnonymous(auth));
  }

  private static boolean welcomesAnonymous(AuthConfig auth) {
    return auth.grants().values().stream().anyMatch(Grants::welcomesAnonymous);
  }

  /** A key says by its first letters that it is one; all else is taken for a token. */
  private static Authenticator authenticator(AuthConfig config) {
    Authenticator keys = new KeyRing(config.keys());
    Authenticator tokens =
        config
            .jwt()
            .<Authenticator>map(JwtAuthenticator::new)
            .orElse(
                token ->
                    new Authentication.Refused("it is no API key, and tokens are not accepted"));
    return token ->
        token.startsWith(ApiKey.PREFIX) ? keys.authenticate(token) : tokens.authenticate(token);
  }
}
