package dev.etagere.server.config.load;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.etagere.server.auth.jwt.JwtSettings;
import dev.etagere.server.auth.key.KeyRing;
import dev.etagere.server.config.AuthConfig;
import dev.etagere.server.config.NetworkConfig;
import dev.etagere.server.config.ServerConfig;
import dev.etagere.server.config.TlsConfig;
import dev.etagere.server.config.load.Source.Given;
import dev.etagere.server.config.text.InvalidValueException;
import dev.etagere.server.config.text.Mistake;
import dev.etagere.server.config.text.NetworkSyntax;
import dev.etagere.server.config.text.Quantity;
import dev.etagere.server.config.text.Syntax;
import dev.etagere.server.grant.Grants;
import dev.etagere.server.resource.CollectionName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the sources say of the network while they are laid over each other. */
final class NetworkDraft {
  private static final Duration MAX_HSTS = Duration.ofDays(3650);

  private final Map<Setting, Given> given = new EnumMap<>(Setting.class);
  private final Map<CollectionName, Grants> grants = new TreeMap<>();
  private final Map<CollectionName, String> grantOrigins = new HashMap<>();
  private List<KeyRing.Entry> keys = List.of();
  private NetworkConfig plain = NetworkConfig.DEFAULT;
  private @Nullable Path certificate;
  private @Nullable Path privateKey;
  private Duration hsts = Duration.ZERO;
  private @Nullable String issuer;
  private @Nullable String audience;
  private ImmutableSet<String> algorithms = ImmutableSet.of("RS256", "ES256");
  private @Nullable URI keySet;

  /** Takes what a file says of keys and grants. */
  void apply(AuthSection section) {
    keys = section.keys();
    grants.putAll(section.grants());
    grantOrigins.putAll(section.grantOrigins());
  }

  /**
   * Takes a setting.
   *
   * @return false if it is not about the network
   * @throws InvalidValueException if the text is no value of it
   */
  boolean apply(Setting setting, Given value, Source source) throws InvalidValueException {
    String text = value.text();
    switch (setting) {
      case CONNECTIONS ->
          plain =
              plain.withConnections(
                  Quantity.number(text, 1, NetworkConfig.MAX_CONNECTIONS),
                  plain.connectionsPerAddress());
      case CONNECTIONS_PER_ADDRESS ->
          plain =
              plain.withConnections(
                  plain.connections(), Quantity.number(text, 1, NetworkConfig.MAX_CONNECTIONS));
      case REQUESTS_PER_SECOND ->
          plain =
              plain.withRequestsPerSecond(
                  Quantity.number(text, 0, NetworkConfig.MAX_REQUESTS_PER_SECOND));
      case ALLOW_ANONYMOUS -> plain = plain.withAllowAnonymousOnNetwork(Syntax.truth(text));
      case CORS_ORIGINS -> plain = plain.withCorsOrigins(NetworkSyntax.origins(text));
      case HTTP_PORT ->
          plain =
              plain.withPlainPort(OptionalInt.of(Quantity.number(text, 0, ServerConfig.MAX_PORT)));
      case TLS_CERTIFICATE -> certificate = NetworkSyntax.file(text, source.folder());
      case TLS_KEY -> privateKey = NetworkSyntax.file(text, source.folder());
      case TLS_HSTS -> hsts = Quantity.duration(text, MAX_HSTS);
      case JWT_ISSUER -> issuer = NetworkSyntax.text(text);
      case JWT_AUDIENCE -> audience = NetworkSyntax.text(text);
      case JWT_ALGORITHMS -> algorithms = NetworkSyntax.algorithms(text);
      case JWT_KEYS -> keySet = NetworkSyntax.keySet(text, source.folder());
      default -> {
        return false;
      }
    }
    given.put(setting, value);
    return true;
  }

  /** Returns what was laid together, and notes what does not fit together. */
  NetworkConfig finish(String listen, int port, String listenOrigin, List<Mistake> mistakes) {
    AuthConfig auth =
        new AuthConfig(ImmutableList.copyOf(keys), jwt(mistakes), ImmutableMap.copyOf(grants));
    if (auth.isNone()) {
      grantOrigins.forEach(
          (collection, origin) ->
              mistakes.add(
                  new Mistake(
                      origin,
                      "collections." + collection.value() + ".grants",
                      "Grants are given, but nobody is asked who it is",
                      "Set auth.keys or auth.jwt too, or leave the grants out")));
      refuseOpenNetwork(listen, listenOrigin, mistakes);
    }
    refuseUselessPort(port, mistakes);
    return plain.withAuth(auth).withTls(tls(mistakes));
  }

  private void refuseOpenNetwork(String listen, String origin, List<Mistake> mistakes) {
    if (!NetworkConfig.isLoopback(listen) && !plain.allowAnonymousOnNetwork()) {
      mistakes.add(
          new Mistake(
              origin,
              Setting.LISTEN.key(),
              "'" + listen + "' can be reached from a network, and nobody is asked who it is",
              "Set auth.keys or auth.jwt, listen on 127.0.0.1, or, if whoever reaches the server may do everything, set "
                  + Setting.ALLOW_ANONYMOUS.key()
                  + ": true"));
    }
  }

  private void refuseUselessPort(int port, List<Mistake> mistakes) {
    Given one = given.get(Setting.HTTP_PORT);
    if (one == null) {
      return;
    }
    if (certificate == null && privateKey == null) {
      mistakes.add(
          new Mistake(
              one.origin(),
              Setting.HTTP_PORT.key(),
              "Without TLS, HTTP is on the port " + port + " already",
              "Set tls.certificate and tls.key too, or leave this out and set port"));
    } else if (port != 0 && plain.plainPort().orElse(0) == port) {
      mistakes.add(
          new Mistake(
              one.origin(),
              Setting.HTTP_PORT.key(),
              port + " is the port of TLS",
              "Give another port, or leave it out and have TLS only"));
    }
  }

  private Optional<JwtSettings> jwt(List<Mistake> mistakes) {
    if (issuer != null && audience != null && keySet != null) {
      return Optional.of(new JwtSettings(issuer, audience, algorithms, keySet));
    }
    incomplete(
        mistakes,
        "Tokens need all of auth.jwt.issuer, auth.jwt.audience and auth.jwt.keys",
        Setting.JWT_ISSUER,
        Setting.JWT_AUDIENCE,
        Setting.JWT_KEYS,
        Setting.JWT_ALGORITHMS);
    return Optional.empty();
  }

  private Optional<TlsConfig> tls(List<Mistake> mistakes) {
    if (certificate != null && privateKey != null) {
      return Optional.of(new TlsConfig(certificate, privateKey, hsts));
    }
    incomplete(
        mistakes,
        "TLS needs both tls.certificate and tls.key",
        Setting.TLS_CERTIFICATE,
        Setting.TLS_KEY,
        Setting.TLS_HSTS);
    return Optional.empty();
  }

  private void incomplete(List<Mistake> mistakes, String problem, Setting... parts) {
    for (Setting part : parts) {
      Given one = given.get(part);
      if (one != null) {
        mistakes.add(
            new Mistake(
                one.origin(), part.key(), problem, "Set the others too, or leave this out"));
        return;
      }
    }
  }
}
