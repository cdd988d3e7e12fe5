package dev.etagere.server.auth.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.etagere.server.auth.Authentication;
import dev.etagere.server.auth.Authentication.Accepted;
import dev.etagere.server.auth.Authentication.Refused;
import dev.etagere.server.auth.Authentication.Undecided;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JwtAuthenticatorTest {
  private static final String ISSUER = "https://issuer.example";

  @TempDir Path folder;
  private ECKey key;
  private Path file;
  private JwtAuthenticator authenticator;

  @BeforeEach
  void makeKeys() throws Exception {
    key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
    file = folder.resolve("keys.json");
    write(key, Instant.EPOCH);
    authenticator = authenticator(file.toUri());
  }

  private void write(ECKey newKey, Instant changed) throws Exception {
    Files.writeString(file, new JWKSet(newKey.toPublicJWK()).toString());
    Files.setLastModifiedTime(file, FileTime.from(changed));
  }

  private static JwtAuthenticator authenticator(URI keys) {
    return new JwtAuthenticator(new JwtSettings(ISSUER, "etagere", ImmutableSet.of("ES256"), keys));
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience("etagere")
        .subject("4711")
        .expirationTime(Date.from(Instant.now().plusSeconds(600)));
  }

  private static String sign(JWTClaimsSet claims, JWSHeader header, JWSSigner signer)
      throws Exception {
    SignedJWT token = new SignedJWT(header, claims);
    token.sign(signer);
    return token.serialize();
  }

  private static String sign(JWTClaimsSet claims, ECKey by) throws Exception {
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(by.getKeyID()).build();
    return sign(claims, header, new ECDSASigner(by));
  }

  private Authentication of(JWTClaimsSet.Builder claims) throws Exception {
    return authenticator.authenticate(sign(claims.build(), key));
  }

  @Test
  void token_sound_isAcceptedWithItsClaims() throws Exception {
    Instant end = Instant.now().plusSeconds(60);
    Authentication result =
        of(
            claims()
                .claim("role", List.of("editor", "author"))
                .claim("scope", "a b")
                .claim("n", 5)
                .expirationTime(Date.from(end)));

    assertThat(result).isInstanceOf(Accepted.class);
    Accepted accepted = (Accepted) result;
    assertThat(accepted.caller().id()).isEqualTo("jwt:4711");
    assertThat(accepted.caller().claim("role")).containsExactly("editor", "author");
    assertThat(accepted.caller().claim("scope")).containsExactly("a", "b");
    assertThat(accepted.caller().claim("n")).isEmpty();
    assertThat(accepted.until().getEpochSecond()).isEqualTo(end.getEpochSecond());
  }

  @Test
  void token_ofAnotherIssuerAudienceOrTime_isRefused() throws Exception {
    assertThat(of(claims().issuer("https://other"))).isInstanceOf(Refused.class);
    assertThat(of(claims().issuer(null))).isInstanceOf(Refused.class);
    assertThat(of(claims().audience("other"))).isInstanceOf(Refused.class);
    assertThat(of(claims().audience((String) null))).isInstanceOf(Refused.class);
    assertThat(of(claims().subject(null))).isInstanceOf(Refused.class);
    assertThat(of(claims().subject(""))).isInstanceOf(Refused.class);
    assertThat(of(claims().expirationTime(null))).isInstanceOf(Refused.class);
    assertThat(of(claims().expirationTime(Date.from(Instant.now().minusSeconds(120)))))
        .isInstanceOf(Refused.class);
    assertThat(of(claims().notBeforeTime(Date.from(Instant.now().plusSeconds(120)))))
        .isInstanceOf(Refused.class);
  }

  @Test
  void token_signedOtherwise_isRefused() throws Exception {
    JWTClaimsSet claims = claims().build();
    byte[] publicKey = key.toECPublicKey().getEncoded();
    JWSHeader hmac = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build();
    ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
    ECKey larger = new ECKeyGenerator(Curve.P_384).keyID("one").generate();
    JWSHeader es384 = new JWSHeader.Builder(JWSAlgorithm.ES384).keyID("one").build();
    JWSHeader type =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .keyID("one")
            .type(new JOSEObjectType("logout+jwt"))
            .build();

    assertThat(
            List.of(
                new PlainJWT(claims).serialize(),
                sign(claims, hmac, new MACSigner(publicKey)),
                sign(claims, stranger),
                sign(claims, es384, new ECDSASigner(larger)),
                sign(claims, type, new ECDSASigner(key)),
                sign(claims, key) + "x",
                "a.b.c",
                "x"))
        .allSatisfy(
            token -> assertThat(authenticator.authenticate(token)).isInstanceOf(Refused.class));
  }

  @Test
  void keys_replacedInTheFile_areUsedWithoutRestart() throws Exception {
    String before = sign(claims().build(), key);
    assertThat(authenticator.authenticate(before)).isInstanceOf(Accepted.class);
    ECKey next = new ECKeyGenerator(Curve.P_256).keyID("two").generate();
    write(next, Instant.EPOCH.plusSeconds(1));

    assertThat(authenticator.authenticate(sign(claims().build(), next)))
        .isInstanceOf(Accepted.class);
    assertThat(authenticator.authenticate(before)).isInstanceOf(Refused.class);
  }

  @Test
  void keys_spoiltInTheFile_staySoundInUse() throws Exception {
    String token = sign(claims().build(), key);
    assertThat(authenticator.authenticate(token)).isInstanceOf(Accepted.class);
    Files.writeString(file, "spoilt");
    assertThat(authenticator.authenticate(token)).isInstanceOf(Accepted.class);
  }

  @Test
  void keys_missing_leaveItUndecided() throws Exception {
    JwtAuthenticator without = authenticator(folder.resolve("none").toUri());
    assertThat(without.authenticate(sign(claims().build(), key))).isInstanceOf(Undecided.class);
  }

  @Test
  void keys_atAUrl_areFetchedKeptAndFetchedAnewForAnUnknownOne() throws Exception {
    ECKey next = new ECKeyGenerator(Curve.P_256).keyID("two").generate();
    HttpServer issuer =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    int[] fetches = {0};
    issuer.createContext(
        "/keys",
        exchange -> {
          ECKey current = fetches[0]++ == 0 ? key : next;
          byte[] body = new JWKSet(current.toPublicJWK()).toString().getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    issuer.start();
    try {
      URI keys = URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys");
      JwtAuthenticator remote = authenticator(keys);
      for (int i = 0; i < 5; i++) {
        assertThat(remote.authenticate(sign(claims().build(), key))).isInstanceOf(Accepted.class);
      }
      assertThat(fetches[0]).isEqualTo(1);
      assertThat(remote.authenticate(sign(claims().build(), next))).isInstanceOf(Accepted.class);
      for (int i = 0; i < 20; i++) {
        ECKey unknown = new ECKeyGenerator(Curve.P_256).keyID("x" + i).generate();
        assertThat(remote.authenticate(sign(claims().build(), unknown)))
            .isInstanceOf(Refused.class);
      }
      assertThat(fetches[0]).isLessThan(6);
      issuer.stop(0);
      assertThat(remote.authenticate(sign(claims().build(), next))).isInstanceOf(Accepted.class);
    } finally {
      issuer.stop(0);
    }
  }
}
