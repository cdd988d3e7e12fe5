package dev.etagere.server.http;

import static dev.etagere.server.http.Http.fresh;
import static dev.etagere.server.http.HttpTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.Http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed requests get a problem that names what is wrong, and change nothing. */
interface BadInputContract extends HttpTest {
  String CONTENT = "{\"n\":1}";

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/v1/notes/a%2Fb 400",
        "/v1/notes/a%2fb 400",
        "/v1/notes/a%3Bx=1 400",
        "/v1/notes/%c0%ae 400",
        "/v1/notes/%00 400",
        "/v1/notes/%2e 400",
        "/v1/notes/%2e%2e 400",
        "/v1/notes/a%20b 400",
        "/v1/notes/%2561 400",
        "/v1/notes/%ff 400",
        "/v1/notes/%e2%82%ac 400",
        "/v1/notes/a! 400",
        "/v1/notes/a*b 400",
        "/v1/notes/ 404",
        "/v1/notes//a 404",
        "/v1/notes/a/ 404",
        "/v1/notes/a/b 404",
        "/v1//notes/a 404",
        "//v1/notes/a 404",
        "/v1/ 404",
        "/ 404",
        "/v2/notes/a 404",
        "/V1/notes/a 404",
        "/v1/Notes/a 404",
        "/v1/unknown/a 404",
        "/v1/unknown 404",
        "/v1/no%00tes 404",
        "/problems 404",
        "/problems/unknown 404",
        "/problems/a/b 404",
        "/v1/notes/a?x=1 400",
        "/v1/notes/a?pretty 400"
      })
  default void target_thatNamesNoResource_isRefused(String target, int status) {
    Answer answer = RawHttp.get(http().base(), target);

    assertProblem(answer, status, status == 404 ? "not-found" : "bad-request");
  }

  @Test
  default void target_dotSegments_reachNoOtherResource() {
    String path = fresh(NOTES);
    http().create(path, CONTENT);

    Answer answer = RawHttp.get(http().base(), "/v1/notes/../notes/" + path.substring(10));

    assertProblem(answer, 404, "not-found");
  }

  @Test
  default void target_percentEncodedId_isTheSameResource() {
    String fresh = Http.freshKey();
    http().create("/v1/notes/a:b@c+d=e,f~g" + fresh, CONTENT);

    Answer answer = RawHttp.get(http().base(), "/v1/notes/%61%3Ab%40c%2Bd%3De%2Cf%7Eg" + fresh);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo(CONTENT);
  }

  @Test
  default void target_idOf200Characters_isTheLongest() {
    String fresh = Http.freshKey();
    String longest = "/v1/notes/" + fresh + "x".repeat(200 - fresh.length());
    http().create(longest, CONTENT);

    assertThat(http().get(longest).send().status()).isEqualTo(200);
    assertProblem(http().get(longest + "x").send(), 400, "bad-request");
  }

  @Test
  default void method_notOffered_isRefusedWithAllow() {
    Answer resource = http().request("POST", "/v1/notes/a", new byte[0]).send();
    Answer collection = http().request("DELETE", "/v1/notes", new byte[0]).send();

    Answer query =
        http().request("QUERY", "/v1/notes", "{}".getBytes(StandardCharsets.UTF_8)).send();

    assertProblem(query, 405, "method-not-allowed");
    assertProblem(resource, 405, "method-not-allowed");
    assertThat(resource.field("Allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, PATCH, PUT");
    assertProblem(collection, 405, "method-not-allowed");
    assertThat(collection.field("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/json;q=0, */*", "application/problem+json"})
  default void accept_thatExcludesJson_isRefused(String accept) {
    String path = fresh(NOTES);
    String etag = http().create(path, CONTENT);

    assertProblem(http().get(path).header("Accept", accept).send(), 406, "not-acceptable");
    assertProblem(
        http().put(path, "{}").ifMatch(etag).header("Accept", accept).send(),
        406,
        "not-acceptable");
    assertUntouched(path, etag, CONTENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*/*", "application/*", "text/html, */*;q=0.1", "application/json;q=0.5", ""})
  default void accept_thatIncludesJson_isServed(String accept) {
    String path = fresh(NOTES);
    http().create(path, CONTENT);

    assertThat(http().get(path).header("Accept", accept).send().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application", "application/json;q=x", ";", "a/b/c"})
  default void accept_malformed_isRefused(String accept) {
    assertProblem(http().get(fresh(NOTES)).header("Accept", accept).send(), 400, "bad-request");
  }

  @Test
  default void changes_acceptOfJsonAlone_areMade() {
    String path = fresh(NOTES);
    Answer created =
        http().put(path, "{}").ifNoneMatch("*").header("Accept", "application/json").send();
    assertThat(created.status()).isEqualTo(201);
    Answer put =
        http()
            .put(path, "{\"n\":1}")
            .ifMatch(created.etag())
            .header("Accept", "application/json, application/problem+json")
            .send();
    assertThat(put.status()).isEqualTo(204);
    Answer patched =
        http()
            .mergePatch(path, "{\"n\":2}")
            .ifMatch(put.etag())
            .header("Accept", "application/json")
            .send();
    assertThat(patched.status()).isEqualTo(204);
    assertThat(
            http()
                .delete(path)
                .ifMatch(patched.etag())
                .header("Accept", "application/json")
                .send()
                .status())
        .isEqualTo(204);
  }

  /** Found by random requests: JAX-RS has a type "*" with a subtype, and no content for it. */
  @Test
  default void refusal_acceptOfAnyTypeWithASubtype_isAProblem() {
    for (String path : List.of("/v1/" + NOTES, fresh(NOTES))) {
      assertProblem(http().get(path).header("Accept", "*/';q=0.5").send(), 406, "not-acceptable");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/merge-patch+json",
        "application/json; charset=iso-8859-1",
        "application/jsonx",
        "application/*"
      })
  default void contentType_otherThanJson_isRefused(String type) {
    String path = fresh(NOTES);
    byte[] body = CONTENT.getBytes(StandardCharsets.UTF_8);

    Answer put =
        http().request("PUT", path, body).ifNoneMatch("*").header("Content-Type", type).send();
    Answer post = http().request("POST", "/v1/notes", body).header("Content-Type", type).send();
    Answer none = http().request("PUT", path, body).ifNoneMatch("*").send();

    for (Answer answer : List.of(put, post, none)) {
      assertProblem(answer, 415, "unsupported-media-type");
      assertThat(answer.field("Accept")).isEqualTo("application/json");
    }
    assertThat(http().get(path).send().status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Application/JSON", "application/json; charset=\"UTF-8\"", "application/json;v=1"})
  default void contentType_jsonInOtherSpelling_isTaken(String type) {
    byte[] body = CONTENT.getBytes(StandardCharsets.UTF_8);

    Answer answer =
        http()
            .request("PUT", fresh(NOTES), body)
            .ifNoneMatch("*")
            .header("Content-Type", type)
            .send();

    assertThat(answer.status()).isEqualTo(201);
  }

  @Test
  default void contentType_malformed_isRefused() {
    Answer answer =
        http()
            .request("PUT", fresh(NOTES), CONTENT.getBytes(StandardCharsets.UTF_8))
            .ifNoneMatch("*")
            .header("Content-Type", "json")
            .send();

    assertProblem(answer, 400, "bad-request");
  }

  @Test
  default void contentEncoding_isRefused() {
    String path = fresh(NOTES);

    Answer answer =
        http().put(path, CONTENT).ifNoneMatch("*").header("Content-Encoding", "gzip").send();

    assertProblem(answer, 415, "unsupported-media-type");
    assertThat(answer.field("Accept-Encoding")).isEqualTo("identity");
    assertThat(http().get(path).send().status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "1",
        "\"a\"",
        "[]",
        "[{}]",
        "{",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "{\"a\":1} x",
        "{}{}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "\uFEFF{}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\u0001\"}",
        "{\"a\":/* */1}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":tru}"
      })
  default void json_thatIsNoObject_isRefused(String json) {
    String path = fresh(NOTES);

    assertProblem(http().put(path, json).ifNoneMatch("*").send(), 400, "invalid-json");
    assertProblem(http().post("/v1/notes", json).send(), 400, "invalid-json");
    assertThat(http().get(path).send().status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"c0ae", "eda080", "ff", "e282", "f5808080"})
  default void json_invalidUtf8_isRefused(String hex) {
    byte[] bad = com.google.common.io.BaseEncoding.base16().lowerCase().decode(hex);
    byte[] body =
        com.google.common.primitives.Bytes.concat(
            "{\"a\":\"".getBytes(StandardCharsets.UTF_8),
            bad,
            "\"}".getBytes(StandardCharsets.UTF_8));

    Answer answer =
        http()
            .request("PUT", fresh(NOTES), body)
            .ifNoneMatch("*")
            .header("Content-Type", "application/json")
            .send();

    assertProblem(answer, 400, "invalid-json");
  }

  @Test
  default void json_tooDeep_isRefused() {
    String deepest = "{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}";
    String tooDeep = "{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}";
    String absurd = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

    assertThat(http().put(fresh(NOTES), deepest).ifNoneMatch("*").send().status()).isEqualTo(201);
    for (String json : List.of(tooDeep, absurd)) {
      assertProblem(http().put(fresh(NOTES), json).ifNoneMatch("*").send(), 400, "invalid-json");
    }
  }

  @Test
  default void json_preconditionComesFirst() {
    assertProblem(http().put(fresh(NOTES), "{").send(), 428, "precondition-required");
    assertProblem(http().put(fresh(NOTES), "{").ifMatch("x").send(), 400, "bad-request");
  }

  @Test
  default void content_largerThanTheLimit_isRefused() {
    String path = fresh(NOTES);
    String frame = "{\"a\":\"\"}";
    String largest = "{\"a\":\"" + "x".repeat((1 << 20) - frame.length()) + "\"}";
    String tooLarge = "{\"a\":\"" + "x".repeat((1 << 20) - frame.length() + 1) + "\"}";

    Answer answer = http().put(path, tooLarge).ifNoneMatch("*").send();

    assertProblem(answer, 413, "content-too-large");
    assertThat(answer.json().path("limit").asInt()).isEqualTo(1 << 20);
    assertThat(http().put(path, largest).ifNoneMatch("*").send().status()).isEqualTo(201);
    assertThat(http().get(path).send().text()).isEqualTo(largest);
  }

  @Test
  default void content_ofGetAndDelete_isIgnored() {
    String path = fresh(NOTES);
    String etag = http().create(path, CONTENT);
    byte[] body = "{\"ignored\":true}".getBytes(StandardCharsets.UTF_8);

    assertThat(http().request("GET", path, body).send().text()).isEqualTo(CONTENT);
    assertThat(http().request("DELETE", path, body).ifMatch(etag).send().status()).isEqualTo(204);
  }
}
