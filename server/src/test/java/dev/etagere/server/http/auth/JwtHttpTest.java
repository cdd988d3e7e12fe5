package dev.etagere.server.http.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.etagere.server.EtagereServer;
import dev.etagere.server.config.ServerConfig;
import dev.etagere.server.config.load.ConfigLoader;
import dev.etagere.server.config.load.ConfigLoader.Arguments;
import dev.etagere.server.http.Http;
import dev.etagere.server.http.Http.Answer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens, over HTTP, of a server that was configured by a file. */
@Timeout(60)
class JwtHttpTest {
  private static final String ISSUER = "https://issuer.example";

  private static RSAKey first;
  private static RSAKey second;

  @TempDir Path folder;

  @BeforeAll
  static void makeKeys() throws Exception {
    first = new RSAKeyGenerator(2048).keyID("first").generate();
    second = new RSAKeyGenerator(2048).keyID("second").generate();
  }

  private EtagereServer start(String keys) throws Exception {
    Files.writeString(
        folder.resolve("etagere.yaml"),
        """
        port: 0
        data: store
        auth:
          jwt:
            issuer: %s
            audience: etagere
            algorithms: RS256
            keys: %s
        collections:
          notes:
            grants:
              claim:role=editor: read, create, update
              claim:scope=notes.read: read
              jwt:root: delete, force
        """
            .formatted(ISSUER, keys));
    ServerConfig config = new ConfigLoader(folder, Map.of()).load(Arguments.NONE).config();
    return EtagereServer.start(config);
  }

  private EtagereServer startWithFile() throws Exception {
    publish(first, Instant.EPOCH);
    return start("keys.json");
  }

  private void publish(RSAKey key, Instant changed) throws Exception {
    Path file = folder.resolve("keys.json");
    Files.writeString(file, new JWKSet(key.toPublicJWK()).toString());
    Files.setLastModifiedTime(file, FileTime.from(changed));
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience("etagere")
        .subject("ann")
        .claim("role", "editor")
        .notBeforeTime(Date.from(Instant.now().minus(Duration.ofHours(1))))
        .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))));
  }

  private static String signed(RSAKey key, JWTClaimsSet claims) throws Exception {
    return signed(
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
        new RSASSASigner(key),
        claims);
  }

  private static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet claims)
      throws Exception {
    SignedJWT token = new SignedJWT(header, claims);
    token.sign(signer);
    return token.serialize();
  }

  private static Answer list(EtagereServer server, String token) {
    return new Http(server.baseUri())
        .get("/v1/notes")
        .header("Authorization", "Bearer " + token)
        .send();
  }

  private static Answer create(EtagereServer server, String token) {
    return new Http(server.baseUri())
        .post("/v1/notes", "{}")
        .header("Authorization", "Bearer " + token)
        .send();
  }

  @Test
  void claims_areWhatIsGranted() throws Exception {
    try (EtagereServer server = startWithFile()) {
      String editor = signed(first, claims().build());
      String reader =
          signed(first, claims().claim("role", null).claim("scope", "mail notes.read").build());
      String nobody = signed(first, claims().claim("role", "author").build());
      String root = signed(first, claims().claim("role", null).subject("root").build());

      Answer created = create(server, editor);
      assertThat(created.status()).isEqualTo(201);
      assertThat(list(server, editor).status()).isEqualTo(200);
      assertThat(list(server, reader).status()).isEqualTo(200);
      assertMissing(create(server, reader), "create");
      assertMissing(list(server, nobody), "read");
      assertMissing(list(server, root), "read");
      String path = URI.create(created.field("Location")).getPath();
      assertMissing(
          new Http(server.baseUri())
              .delete(path)
              .ifMatch(created.etag())
              .header("Authorization", "Bearer " + editor)
              .send(),
          "delete");
      assertThat(
              new Http(server.baseUri())
                  .delete(path)
                  .ifMatch("*")
                  .header("Authorization", "Bearer " + root)
                  .send()
                  .status())
          .isEqualTo(204);
    }
  }

  @Test
  void description_saysThatATokenIsWanted() throws Exception {
    try (EtagereServer server = startWithFile()) {
      Answer described =
          new Http(server.baseUri())
              .get("/openapi.json")
              .header("Authorization", "Bearer " + signed(first, claims().build()))
              .send();

      assertThat(described.json().at("/components/securitySchemes/token/bearerFormat").asText())
          .isEqualTo("JWT");
      assertThat(described.json().path("security")).hasToString("[{\"token\":[]}]");
    }
  }

  private static void assertMissing(Answer answer, String permission) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.json().path("missing").asText()).isEqualTo(permission);
  }

  private interface Maker {
    String make(JWTClaimsSet.Builder claims) throws Exception;
  }

  private static Stream<Named<Maker>> forgeries() {
    return Stream.of(
        Named.of("wrong audience", claims -> signed(first, claims.audience("other").build())),
        Named.of("no audience", claims -> signed(first, claims.audience((String) null).build())),
        Named.of("wrong issuer", claims -> signed(first, claims.issuer(ISSUER + "/").build())),
        Named.of(
            "expired",
            claims ->
                signed(
                    first,
                    claims.expirationTime(Date.from(Instant.now().minusSeconds(600))).build())),
        Named.of("without end", claims -> signed(first, claims.expirationTime(null).build())),
        Named.of(
            "not yet valid",
            claims ->
                signed(
                    first,
                    claims.notBeforeTime(Date.from(Instant.now().plusSeconds(600))).build())),
        Named.of("algorithm none", claims -> new PlainJWT(claims.build()).serialize()),
        // The public key, which everybody knows, taken for a shared secret.
        Named.of(
            "hs256 by the public key",
            claims ->
                signed(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(),
                    new MACSigner(first.toPublicJWK().toString().getBytes(UTF_8)),
                    claims.build())),
        Named.of(
            "hs256 by the encoded key",
            claims ->
                signed(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(),
                    new MACSigner(first.toRSAPublicKey().getEncoded()),
                    claims.build())),
        Named.of(
            "other algorithm of the key",
            claims ->
                signed(
                    new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("first").build(),
                    new RSASSASigner(first),
                    claims.build())),
        Named.of(
            "key of another with our id",
            claims ->
                signed(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("first").build(),
                    new RSASSASigner(second),
                    claims.build())),
        Named.of(
            "key in its own header",
            claims ->
                signed(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(second.toPublicJWK()).build(),
                    new RSASSASigner(second),
                    claims.build())),
        Named.of(
            "claims exchanged",
            claims -> {
              String[] parts = signed(first, claims.build()).split("\\.", -1);
              String others = signed(first, claims.subject("root").build()).split("\\.", -1)[1];
              return parts[0] + "." + others + "." + parts[2];
            }));
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void token_thatIsNotGood_isRefused(Maker forgery) throws Exception {
    try (EtagereServer server = startWithFile()) {
      Answer refused = list(server, forgery.make(claims()));

      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.field("WWW-Authenticate"))
          .isEqualTo("Bearer realm=\"etagere\", error=\"invalid_token\"");
      assertThat(refused.json().path("type").asText()).isEqualTo("/problems/unauthenticated");
      assertThat(list(server, signed(first, claims().build())).status()).isEqualTo(200);
    }
  }

  @Test
  void keys_ofAFileThatChanges_areExchanged() throws Exception {
    try (EtagereServer server = startWithFile()) {
      assertThat(list(server, signed(first, claims().build())).status()).isEqualTo(200);
      assertThat(list(server, signed(second, claims().build())).status()).isEqualTo(401);

      publish(second, Instant.now());

      assertThat(list(server, signed(second, claims().build())).status()).isEqualTo(200);
      // Another token than before: one that was accepted is remembered for a minute.
      assertThat(list(server, signed(first, claims().subject("bob").build())).status())
          .isEqualTo(401);
    }
  }

  @Test
  void keys_ofAUrl_areFetchedAnewForAKeyThatIsNotKnown() throws Exception {
    AtomicReference<JWKSet> published = new AtomicReference<>(new JWKSet(first.toPublicJWK()));
    HttpServer issuer =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer.createContext(
        "/keys",
        exchange -> {
          byte[] keys = String.valueOf(published.get()).getBytes(UTF_8);
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    issuer.start();
    try (EtagereServer server =
        start("http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys")) {
      assertThat(list(server, signed(first, claims().build())).status()).isEqualTo(200);

      published.set(new JWKSet(second.toPublicJWK()));

      assertThat(list(server, signed(second, claims().build())).status()).isEqualTo(200);
      assertThat(list(server, signed(first, claims().subject("bob").build())).status())
          .isEqualTo(401);
      issuer.stop(0);
      assertThat(list(server, signed(second, claims().subject("eve").build())).status())
          .isEqualTo(200);
    } finally {
      issuer.stop(0);
    }
  }

  @Test
  void keys_ofAUrlThatCannotBeHad_areNoFaultOfTheCaller() throws Exception {
    HttpServer gone =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    int port = gone.getAddress().getPort();
    gone.stop(0);
    try (EtagereServer server = start("http://127.0.0.1:" + port + "/keys")) {
      Answer answer = list(server, signed(first, claims().build()));

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.field("Retry-After")).isEqualTo("5");
      assertThat(answer.json().path("type").asText()).isEqualTo("/problems/unavailable");
    }
  }
}
