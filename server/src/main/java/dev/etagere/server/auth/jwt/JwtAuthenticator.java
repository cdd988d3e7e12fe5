package dev.etagere.server.auth.jwt;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSetMultimap;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.etagere.server.auth.Authentication;
import dev.etagere.server.auth.Authenticator;
import dev.etagere.server.grant.Caller;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Checks signed tokens of one issuer. */
public final class JwtAuthenticator implements Authenticator {
  private static final int FETCH_MILLIS = 2_000;
  private static final int MAX_KEY_SET_BYTES = 256 * 1024;

  /** While the issuer cannot be reached, its last keys stay in use for so long. */
  private static final long OUTAGE_MILLIS = TimeUnit.HOURS.toMillis(1);

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  /** Makes an authenticator; keys are fetched when the first token comes. */
  public JwtAuthenticator(JwtSettings settings) {
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    Set<JWSAlgorithm> algorithms =
        settings.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(algorithms, keys(settings.keys())));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            settings.audience(),
            new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
            Set.of("sub", "exp")));
  }

  private static JWKSource<SecurityContext> keys(URI uri) {
    if (uri.getScheme().equals("file")) {
      return new KeySetFile(Path.of(uri));
    }
    try {
      // Cached for five minutes; a key id that is not known fetches anew, at most twice in 30 s.
      return JWKSourceBuilder.create(
              uri.toURL(),
              new DefaultResourceRetriever(FETCH_MILLIS, FETCH_MILLIS, MAX_KEY_SET_BYTES))
          .refreshAheadCache(false)
          .outageTolerant(OUTAGE_MILLIS)
          .build();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("no URL: " + uri, e);
    }
  }

  @Override
  public Authentication authenticate(String token) {
    try {
      JWTClaimsSet claims = processor.process(token, null);
      if (claims.getSubject().isBlank()) {
        return new Authentication.Refused("the token's subject is empty");
      }
      return new Authentication.Accepted(
          new Caller(Caller.Kind.JWT, claims.getSubject(), texts(claims)),
          claims.getExpirationTime().toInstant());
    } catch (RateLimitReachedException e) {
      return new Authentication.Refused("the token names a key that is not known");
    } catch (KeySourceException e) {
      return new Authentication.Undecided("the issuer's keys cannot be had: " + e.getMessage());
    } catch (ParseException | BadJOSEException | JOSEException e) {
      return new Authentication.Refused("the token is not accepted: " + e.getMessage());
    }
  }

  private static ImmutableSetMultimap<String, String> texts(JWTClaimsSet claims) {
    ImmutableSetMultimap.Builder<String, String> texts = ImmutableSetMultimap.builder();
    for (Map.Entry<String, Object> claim : claims.getClaims().entrySet()) {
      if (claim.getKey().equals("scope") && claim.getValue() instanceof String scopes) {
        // RFC 8693 §4.2: a list with spaces.
        texts.putAll("scope", Splitter.on(' ').omitEmptyStrings().split(scopes));
      } else if (claim.getValue() instanceof String text) {
        texts.put(claim.getKey(), text);
      } else if (claim.getValue() instanceof Iterable<?> list) {
        list.forEach(
            item -> {
              if (item instanceof String text) {
                texts.put(claim.getKey(), text);
              }
            });
      }
    }
    return texts.build();
  }
}
