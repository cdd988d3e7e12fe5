package dev.etagere.server.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.etagere.server.EtagereServer;
import dev.etagere.server.auth.key.ApiKey;
import dev.etagere.server.auth.key.KeyRing;
import dev.etagere.server.config.AuthConfig;
import dev.etagere.server.config.NetworkConfig;
import dev.etagere.server.grant.Grantee;
import dev.etagere.server.grant.Grants;
import dev.etagere.server.grant.Permission;
import dev.etagere.server.http.Http;
import dev.etagere.server.http.Http.Answer;
import dev.etagere.server.http.Http.Request;
import dev.etagere.server.resource.CollectionName;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what, over HTTP. */
class AccessHttpTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ApiKey ANN = ApiKey.create(RANDOM);
  private static final ApiKey BOB = ApiKey.create(RANDOM);

  @AutoClose private static final EtagereServer SERVER = start();

  private final Http http = new Http(SERVER.baseUri());
  private final String open = Http.fresh("open");
  private final String plain = Http.fresh("plain");
  private final String shared = Http.fresh("shared");

  private static EtagereServer start() {
    Grants open =
        new Grants(
            ImmutableMap.of(
                new Grantee.Anyone(), ImmutableSet.of(Permission.READ),
                new Grantee.Named("key:ann"), ImmutableSet.copyOf(Permission.values())));
    Grants shared =
        new Grants(
            ImmutableMap.of(
                new Grantee.Named("key:ann"),
                ImmutableSet.of(Permission.CREATE, Permission.READ, Permission.UPDATE),
                new Grantee.Named("key:bob"),
                ImmutableSet.of(Permission.UPDATE, Permission.DELETE, Permission.FORCE)));
    AuthConfig auth =
        new AuthConfig(
            ImmutableList.of(
                new KeyRing.Entry("ann", ANN.hash(RANDOM)),
                new KeyRing.Entry("bob", BOB.hash(RANDOM))),
            Optional.empty(),
            ImmutableMap.of(
                new CollectionName("open"), open, new CollectionName("shared"), shared));
    return EtagereServer.builder()
        .collection("open")
        .collection("plain")
        .collection("shared")
        .network(NetworkConfig.DEFAULT.withAuth(auth))
        .start();
  }

  private static Request as(ApiKey key, Request request) {
    return request.header("Authorization", "Bearer " + key.text());
  }

  private static void assertUnauthenticated(Answer answer, String challenge) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.field("WWW-Authenticate")).isEqualTo(challenge);
    assertThat(answer.json().path("type").asText()).isEqualTo("/problems/unauthenticated");
    assertThat(answer.json().path("instance").asText()).isEqualTo(answer.field("X-Request-Id"));
  }

  private void create(String path) {
    assertThat(as(ANN, http.put(path, "{}").ifNoneMatch("*")).send().status()).isEqualTo(201);
  }

  @Test
  void anonymous_whereNothingIsGrantedToAnyone_isAskedForACredential() {
    assertUnauthenticated(http.get(plain).send(), "Bearer realm=\"etagere\"");
    assertUnauthenticated(http.put(open, "{}").ifNoneMatch("*").send(), "Bearer realm=\"etagere\"");
  }

  @Test
  void anonymous_whereReadingIsGrantedToAnyone_reads() {
    create(open);
    assertThat(http.get(open).send().status()).isEqualTo(200);
    assertThat(http.get("/v1/open").send().status()).isEqualTo(200);
    assertUnauthenticated(http.delete(open).ifMatch("*").send(), "Bearer realm=\"etagere\"");
  }

  private static List<String> seen(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.field("Vary")).isEqualTo("Authorization");
    return answer.json().path("collections").findValuesAsText("name");
  }

  @Test
  void catalogue_showsEachCallerWhereAnythingIsGrantedToIt() {
    Answer anns = as(ANN, http.get("/v1")).send();

    assertThat(seen(anns)).containsExactly("open", "plain", "shared");
    assertThat(anns.json().path("collections").path(2).path("permissions"))
        .hasToString("[\"read\",\"create\",\"update\"]");
    assertThat(seen(http.get("/v1").send())).containsExactly("open");
  }

  private static List<String> described(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.field("Vary")).isEqualTo("Authorization");
    assertThat(answer.field("Cache-Control")).isEqualTo("private, no-cache");
    List<String> paths = new ArrayList<>();
    answer.json().path("paths").fieldNames().forEachRemaining(paths::add);
    return paths;
  }

  @Test
  void openApi_showsEachCallerWhatIsGrantedToIt() {
    Answer anns = as(ANN, http.get("/openapi.json")).send();

    assertThat(described(anns)).contains("/v1/open", "/v1/plain", "/v1/shared/{id}");
    JsonNode document = anns.json();
    assertThat(document.at("/components/securitySchemes/key/scheme").asText()).isEqualTo("bearer");
    assertThat(document.path("security")).hasToString("[{\"key\":[]}]");
    assertThat(document.at("/paths/~1v1~1open/get/security")).hasToString("[{\"key\":[]},{}]");
    assertThat(document.at("/paths/~1v1~1plain/get").has("security")).isFalse();
    assertThat(document.at("/paths/~1v1~1plain/get/responses").has("401")).isTrue();
    assertThat(document.at("/tags/2/description").asText()).contains("read, create, update.");
    Answer nobodys = http.get("/openapi.json").send();
    assertThat(described(nobodys)).contains("/v1/open").doesNotContain("/v1/plain", "/v1/shared");
    assertThat(nobodys.text()).doesNotContain("-plain", "shared");
    Answer another = as(ANN, http.get("/openapi.json")).ifNoneMatch(nobodys.etag()).send();
    assertThat(another.status()).isEqualTo(200);
    Answer same = as(ANN, http.get("/openapi.json")).ifNoneMatch(anns.etag()).send();
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.field("Vary")).isEqualTo("Authorization");
  }

  @Test
  void openApi_whereNothingIsGrantedToAnyone_asksForACredential() {
    AuthConfig auth =
        new AuthConfig(
            ImmutableList.of(new KeyRing.Entry("ann", ANN.hash(RANDOM))),
            Optional.empty(),
            ImmutableMap.of());
    try (EtagereServer server =
        EtagereServer.builder().network(NetworkConfig.DEFAULT.withAuth(auth)).start()) {
      Http closed = new Http(server.baseUri());

      for (String path : List.of("/openapi.json", "/openapi.yaml")) {
        assertUnauthenticated(closed.get(path).send(), "Bearer realm=\"etagere\"");
        assertThat(as(ANN, closed.get(path)).send().status()).isEqualTo(200);
      }
      for (String path : List.of("/docs", "/docs/page.js", "/docs/swagger-ui-bundle.js")) {
        assertThat(closed.get(path).send().status()).as(path).isEqualTo(200);
      }
      for (String path : List.of("/docsx", "/doc", "/openapi.json/x", "//docs")) {
        assertThat(closed.get(closed.base() + path.substring(1)).send().status())
            .as(path)
            .isEqualTo(401);
      }
    }
  }

  @Test
  void catalogue_whereNothingIsGrantedToAnyone_asksForACredential() {
    AuthConfig auth =
        new AuthConfig(
            ImmutableList.of(new KeyRing.Entry("ann", ANN.hash(RANDOM))),
            Optional.empty(),
            ImmutableMap.of());
    try (EtagereServer server =
        EtagereServer.builder().network(NetworkConfig.DEFAULT.withAuth(auth)).start()) {
      Http closed = new Http(server.baseUri());

      assertUnauthenticated(closed.get("/v1").send(), "Bearer realm=\"etagere\"");
      assertThat(seen(as(ANN, closed.get("/v1")).send())).containsExactly("notes");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Basic YTpi", "Bearer", "Bearer ", "Bearer a b", "Bearer a, Bearer b", "x"})
  void authorization_ofAnotherForm_isRefused(String value) {
    assertUnauthenticated(
        http.get(plain).header("Authorization", value).send(),
        "Bearer realm=\"etagere\", error=\"invalid_request\"");
  }

  @Test
  void authorization_twice_isRefused() {
    assertUnauthenticated(
        as(BOB, as(ANN, http.get(plain))).send(),
        "Bearer realm=\"etagere\", error=\"invalid_request\"");
  }

  @Test
  void credential_wrong_isRefusedEvenWhereAnyoneMayRead() {
    create(open);
    assertUnauthenticated(
        as(ApiKey.create(RANDOM), http.get(open)).send(),
        "Bearer realm=\"etagere\", error=\"invalid_token\"");
  }

  @Test
  void credentials_wrongTooOften_areNotCheckedAnyMoreButTheKnownOneIs() {
    try (EtagereServer server = start()) {
      Http client = new Http(server.baseUri());
      assertThat(as(ANN, client.get("/v1/plain")).send().status()).isEqualTo(200);
      Answer refused = as(ApiKey.create(RANDOM), client.get(plain)).send();
      for (int i = 0; i < 100 && refused.status() == 401; i++) {
        refused = as(ApiKey.create(RANDOM), client.get(plain)).send();
      }
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.field("Retry-After")).isEqualTo("60");
      assertThat(as(ANN, client.get("/v1/plain")).send().status()).isEqualTo(200);
    }
  }

  @Test
  void collection_ofWhichNothingIsSaid_isForEveryoneWithACredential() {
    create(plain);
    assertThat(as(BOB, http.delete(plain).ifMatch("*")).send().status()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,,,read",
    "HEAD,,,read",
    "PUT,If-None-Match,*,create",
    "PUT,,,create",
    "POST,,,create"
  })
  void caller_withoutThePermission_isForbidden(
      String method, String field, String value, String missing) {
    Request request =
        http.request(method, method.equals("POST") ? "/v1/shared" : shared, new byte[0]);
    Answer answer = as(BOB, field == null ? request : request.header(field, value)).send();
    assertThat(answer.status()).isEqualTo(403);
    if (!method.equals("HEAD")) {
      assertThat(answer.json().path("type").asText()).isEqualTo("/problems/forbidden");
      assertThat(answer.json().path("missing").asText()).isEqualTo(missing);
    }
  }

  @Test
  void force_isAPermissionOfItsOwn() {
    create(shared);
    assertThat(as(ANN, http.put(shared, "{}").ifMatch("*")).send().json().path("missing").asText())
        .isEqualTo("force");
    assertThat(as(BOB, http.put(shared, "{\"a\":1}").ifMatch("*")).send().status()).isEqualTo(204);
  }

  @Test
  void update_withoutTheRightToRead_getsNoContentBack() {
    create(shared);
    Answer answer =
        as(BOB, http.mergePatch(shared, "{\"a\":1}").ifMatch("*").preferRepresentation()).send();
    assertThat(answer.json().path("missing").asText()).isEqualTo("read");
    assertThat(as(BOB, http.mergePatch(shared, "{\"a\":1}").ifMatch("*")).send().status())
        .isEqualTo(204);
  }

  @Test
  void collection_unknown_is404() {
    assertThat(as(ANN, http.get("/v1/nothing/a")).send().status()).isEqualTo(404);
  }

  @Test
  void explanation_ofAProblem_needsNoCredential() {
    assertThat(http.get("/problems/unauthenticated").send().status()).isEqualTo(200);
  }

  @Test
  void audit_ofChanges_saysWhoWhatAndWhichVersions() throws Exception {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            // The log's own thread may still have lines of the requests of another test.
            String line = new SimpleFormatter().formatMessage(record);
            if (line.contains(plain)) {
              lines.add(line);
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger audit = Logger.getLogger(AuditFilter.LOGGER);
    audit.addHandler(handler);
    try {
      Answer created =
          as(ANN, http.put(plain, "{\"secret\":1}").ifNoneMatch("*").header("X-Request-Id", "r1"))
              .send();
      as(ANN, http.get(plain)).send();
      as(ANN, http.put(plain, "{\"secret\":1}").ifMatch(created.etag())).send();
      as(ANN, http.put(plain, "{\"secret\":2}").ifMatch("\"9-9\"")).send();
      Answer updated =
          as(BOB, http.put(plain, "{\"secret\":2}").ifMatch("*").header("X-Request-Id", "r2"))
              .send();
      String list = "\"7-7\", " + updated.etag();
      Answer listed =
          as(ANN, http.put(plain, "{\"secret\":3}").ifMatch(list).header("X-Request-Id", "r4"))
              .send();
      as(ANN, http.put(plain, "{\"secret\":3}").ifMatch("*")).send();
      as(ANN, http.mergePatch(plain, "{\"secret\":3}").ifMatch(list + "," + listed.etag())).send();
      Answer keyed =
          as(ANN, http.mergePatch(plain, "{\"secret\":4}").ifMatch("*").key("k"))
              .header("X-Request-Id", "r5")
              .send();
      as(ANN, http.mergePatch(plain, "{\"secret\":4}").ifMatch("*").key("k")).send();
      as(BOB, http.delete(plain).ifMatch("*").header("X-Request-Id", "r3")).send();
      as(BOB, http.delete(plain).ifMatch(keyed.etag())).send();
      Answer again =
          as(ANN, http.put(plain, "{}").ifNoneMatch("*").header("X-Request-Id", "r6")).send();

      for (String expected :
          List.of(
              "key:ann PUT " + plain + " - " + created.etag() + " r1",
              "key:bob PUT " + plain + " " + created.etag() + " " + updated.etag() + " r2",
              "key:ann PUT " + plain + " " + updated.etag() + " " + listed.etag() + " r4",
              "key:ann PATCH " + plain + " " + listed.etag() + " " + keyed.etag() + " r5",
              "key:bob DELETE " + plain + " " + keyed.etag() + " - r3",
              "key:ann PUT " + plain + " - " + again.etag() + " r6")) {
        assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo(expected);
      }
      assertThat(lines).isEmpty();
    } finally {
      audit.removeHandler(handler);
    }
  }
}
