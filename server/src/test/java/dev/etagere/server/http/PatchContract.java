package dev.etagere.server.http;

import static dev.etagere.server.http.Http.fresh;
import static dev.etagere.server.http.HttpTest.assertPreconditionFailed;
import static dev.etagere.server.http.HttpTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.Http.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PATCH: rows A1 to A7, and P1 to P16 where they hold for it. */
interface PatchContract extends HttpTest {
  String BIG = "{\"big\":123456789012345678901234567890.10,\"n\":1}";

  @Test
  default void a1_mergePatch_isApplied() {
    String path = fresh(NOTES);
    String etag = http().create(path, BIG);

    Answer answer = http().mergePatch(path, "{\"n\":2,\"new\":{\"x\":null}}").ifMatch(etag).send();

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.etag()).startsWith("\"2-");
    assertUntouched(
        path, answer.etag(), "{\"big\":123456789012345678901234567890.10,\"n\":2,\"new\":{}}");
  }

  @Test
  default void a1_jsonPatch_isApplied() {
    String path = fresh(NOTES);
    String etag = http().create(path, BIG);

    Answer answer =
        http()
            .jsonPatch(path, "[{\"op\":\"replace\",\"path\":\"/n\",\"value\":1e400}]")
            .ifMatch(etag)
            .preferRepresentation()
            .send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"big\":123456789012345678901234567890.10,\"n\":1e400}");
    assertThat(answer.field("Preference-Applied")).isEqualTo("return=representation");
    assertThat(answer.field("Content-Location")).isEqualTo(path);
    assertUntouched(path, answer.etag(), answer.text());
  }

  @Test
  default void a2_resultEqualsTheContent_changesNothing() {
    String path = fresh(NOTES);
    String etag = http().create(path, BIG);

    Answer merge = http().mergePatch(path, "{\"n\":1.0}").ifMatch(etag).send();
    Answer json =
        http()
            .jsonPatch(path, "[{\"op\":\"test\",\"path\":\"/n\",\"value\":1}]")
            .ifMatch("*")
            .send();

    for (Answer answer : List.of(merge, json)) {
      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.etag()).isEqualTo(etag);
    }
    assertUntouched(path, etag, BIG);
  }

  @Test
  default void a3_testFailed_changesNothing() {
    String path = fresh(NOTES);
    String etag = http().create(path, BIG);

    Answer answer =
        http()
            .jsonPatch(
                path,
                "[{\"op\":\"remove\",\"path\":\"/big\"},"
                    + "{\"op\":\"test\",\"path\":\"/n\",\"value\":7}]")
            .ifMatch(etag)
            .send();

    assertProblem(answer, 409, "patch-test-failed");
    assertThat(answer.json().path("path").asText()).isEqualTo("/n");
    assertUntouched(path, etag, BIG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "null",
        "[{}]",
        "[{\"op\":\"replace\",\"path\":\"n\",\"value\":1}]",
        "[{\"op\":\"mystery\",\"path\":\"/n\"}]",
        "[{\"op\":\"add\",\"path\":\"/n\"}]",
        "[{\"op\":\"copy\",\"path\":\"/n\"}]",
        "[{\"op\":\"remove\",\"path\":\"/~2\"}]",
        "[] []"
      })
  default void a4_malformedPatchDocument_isRefused(String document) {
    String path = fresh(NOTES);
    String etag = http().create(path, BIG);

    Answer answer = http().jsonPatch(path, document).ifMatch(etag).send();

    assertProblem(answer, 400, "invalid-patch");
    assertUntouched(path, etag, BIG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"a\":1,\"a\":2}", "{\"a\":01}", "{} x"})
  default void a4_malformedMergePatch_isRefused(String document) {
    String path = fresh(NOTES);
    String etag = http().create(path, BIG);

    assertProblem(http().mergePatch(path, document).ifMatch(etag).send(), 400, "invalid-patch");
    assertUntouched(path, etag, BIG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"op\":\"remove\",\"path\":\"/missing\"}]",
        "[{\"op\":\"replace\",\"path\":\"/a/b/c\",\"value\":1}]",
        "[{\"op\":\"replace\",\"path\":\"\",\"value\":[1]}]",
        "[{\"op\":\"add\",\"path\":\"/ok\",\"value\":1},{\"op\":\"remove\",\"path\":\"/missing\"}]",
        "[{\"op\":\"remove\",\"path\":\"\"}]"
      })
  default void a5_notApplicable_changesNothing(String document) {
    String path = fresh(NOTES);
    String etag = http().create(path, BIG);

    Answer answer = http().jsonPatch(path, document).ifMatch(etag).send();

    assertProblem(answer, 422, "patch-not-applicable");
    assertThat(answer.json().path("errors").get(0).path("message").asText()).isNotEmpty();
    assertThat(answer.json().path("errors").get(0).has("pointer")).isTrue();
    assertUntouched(path, etag, BIG);
  }

  @Test
  default void a5_mergePatchThatIsNoObject_changesNothing() {
    String path = fresh(NOTES);
    String etag = http().create(path, BIG);

    assertProblem(http().mergePatch(path, "[1]").ifMatch(etag).send(), 422, "patch-not-applicable");
    assertUntouched(path, etag, BIG);
  }

  @Test
  default void a6_any_isAppliedToTheLatestVersion() {
    String path = fresh(NOTES);
    String etag = http().create(path, BIG);
    http().mergePatch(path, "{\"a\":1}").ifMatch(etag).send();

    Answer answer = http().mergePatch(path, "{\"b\":2}").ifMatch("*").send();

    assertThat(answer.etag()).startsWith("\"3-");
    assertThat(http().get(path).send().text()).contains("\"a\":1", "\"b\":2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/plain", "application/xml"})
  default void a7_otherMediaType_isRefused(String type) {
    String path = fresh(NOTES);
    String etag = http().create(path, BIG);

    Answer answer =
        http()
            .request("PATCH", path, "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .header("Content-Type", type)
            .ifMatch(etag)
            .send();

    assertProblem(answer, 415, "unsupported-media-type");
    assertThat(answer.field("Accept-Patch"))
        .isEqualTo("application/merge-patch+json, application/json-patch+json");
  }

  @Test
  default void patch_noPrecondition_isRequired() {
    String path = fresh(NOTES);
    String etag = http().create(path, BIG);

    Answer answer = http().mergePatch(path, "{\"n\":2}").send();

    assertProblem(answer, 428, "precondition-required");
    assertThat(answer.json().path("required").findValuesAsText("header"))
        .containsExactly("If-Match");
    assertProblem(http().mergePatch(fresh(NOTES), "{}").send(), 428, "precondition-required");
    assertUntouched(path, etag, BIG);
  }

  @Test
  default void patch_absentOrDeleted_isNotFoundOrGone() {
    String path = fresh(NOTES);

    assertProblem(http().mergePatch(path, "{}").ifMatch("*").send(), 404, "not-found");
    assertProblem(http().mergePatch(path, "{}").ifNoneMatch("*").send(), 404, "not-found");
    String etag = http().create(path, BIG);
    http().delete(path).ifMatch(etag).send();
    assertProblem(http().mergePatch(path, "{}").ifMatch(etag).send(), 410, "gone");
    assertProblem(http().mergePatch(path, "{}").ifMatch("*").send(), 410, "gone");
  }

  @Test
  default void patch_preconditionsAsForPut() {
    String path = fresh(NOTES);
    String etag = http().create(path, BIG);
    String patch = "{\"n\":9}";

    assertPreconditionFailed(http().mergePatch(path, patch).ifMatch("\"x\"").send(), "stale");
    assertPreconditionFailed(
        http().mergePatch(path, patch).ifMatch("W/" + etag).send(), "weak-tag");
    assertPreconditionFailed(http().mergePatch(path, patch).ifNoneMatch("*").send(), "exists");
    assertPreconditionFailed(
        http().mergePatch(path, patch).ifMatch(etag).ifNoneMatch("*").send(), "exists");
    assertProblem(
        http().mergePatch(path, patch).ifNoneMatch("\"x\"").send(), 428, "precondition-required");
    assertProblem(http().mergePatch(path, patch).ifMatch("x").send(), 400, "bad-request");
    assertPreconditionFailed(
        http().mergePatch(path, patch).header("If-Unmodified-Since", GetContract.PAST).send(),
        "stale");
    assertUntouched(path, etag, BIG);
    assertThat(http().mergePatch(path, patch).ifMatch("\"x\", " + etag).send().status())
        .isEqualTo(204);
  }

  @Test
  default void patch_repeat_isToldOrAnsweredAgainAsForPut() {
    String patch = "{\"n\":9}";
    for (String collection : List.of(NOTES, SWITCHES)) {
      String path = fresh(collection);
      String parent = http().create(path, BIG);
      String current = http().mergePatch(path, patch).ifMatch(parent).send().etag();

      Answer repeat = http().mergePatch(path, patch).ifMatch(parent).send();

      if (collection.equals(NOTES)) {
        assertPreconditionFailed(repeat, "stale");
        assertThat(repeat.json().path("alreadyApplied").asBoolean()).isTrue();
      } else {
        assertThat(repeat.status()).isEqualTo(204);
        assertThat(repeat.etag()).isEqualTo(current);
        assertThat(repeat.field("Idempotent-Replayed")).isEqualTo("true");
      }
      assertThat(http().get(path).send().etag()).isEqualTo(current);
    }
  }
}
