package dev.etagere.server.http;

import static dev.etagere.server.http.Http.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.Http.Answer;
import dev.etagere.server.http.problem.ProblemType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer carries, OPTIONS, and the problems that explain themselves. */
interface EveryAnswerContract extends HttpTest {
  @Test
  default void everyAnswer_hasItsFields() {
    String path = fresh(NOTES);
    Answer created = http().put(path, "{}").ifNoneMatch("*").send();
    List<Answer> answers =
        List.of(
            created,
            http().get(path).send(),
            http().get(path).ifNoneMatch(created.etag()).send(),
            http().put(path, "{ }").ifMatch(created.etag()).send(),
            http().put(path, "{").ifMatch(created.etag()).send(),
            http().get("/v1/notes").send(),
            http().get("/nowhere").send(),
            http().get("/problems/gone").send(),
            http().request("POST", path, new byte[0]).send(),
            http().request("OPTIONS", path, new byte[0]).send());

    for (Answer answer : answers) {
      assertThat(answer.all("Date")).as("%s", answer).hasSize(1);
      assertThat(answer.all("X-Request-Id")).hasSize(1);
      assertThat(answer.all("Cache-Control")).containsExactly("no-cache");
      assertThat(answer.all("X-Content-Type-Options")).containsExactly("nosniff");
      assertThat(answer.has("Server")).isFalse();
    }
  }

  /** What must not be stored when it is read must not be stored when a change answers with it. */
  @Test
  default void cacheControl_ofAChangeThatAnswersWithContent_isThatOfTheCollection() {
    String key = Http.freshKey();
    Answer created = http().post("/v1/strict", "{}").key(key).preferRepresentation().send();
    String path = created.field("Location");
    List<Answer> answers =
        List.of(
            created,
            http().post("/v1/strict", "{}").key(key).preferRepresentation().send(),
            http().put(path, "{ }").ifMatch(created.etag()).preferRepresentation().send());

    for (Answer answer : answers) {
      assertThat(answer.field("Preference-Applied")).as("%s", answer).isNotEmpty();
      assertThat(answer.all("Cache-Control")).containsExactly("private, max-age=5");
    }
  }

  @Test
  default void requestId_wellFormed_isTakenOver() {
    Answer answer = http().get(fresh(NOTES)).header("X-Request-Id", "Job-7.2:x_9").send();

    assertThat(answer.field("X-Request-Id")).isEqualTo("Job-7.2:x_9");
    assertThat(answer.json().path("instance").asText()).isEqualTo("Job-7.2:x_9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "<x>", "a,b", ""})
  default void requestId_malformed_isReplaced(String sent) {
    Answer answer = http().get(fresh(NOTES)).header("X-Request-Id", sent).send();

    assertThat(answer.field("X-Request-Id")).isNotEqualTo(sent).matches("[A-Za-z0-9._:-]{1,128}");
  }

  @Test
  default void options_ofResourceAndCollection_tellWhatIsOffered() {
    Answer resource = http().request("OPTIONS", "/v1/notes/a", new byte[0]).send();
    Answer catalogue = http().request("OPTIONS", "/v1", new byte[0]).send();
    Answer collection = http().request("OPTIONS", "/v1/notes", new byte[0]).send();

    assertThat(resource.status()).isEqualTo(204);
    assertThat(resource.field("Allow")).isEqualTo("GET, HEAD, PUT, PATCH, DELETE, OPTIONS");
    assertThat(resource.field("Accept-Patch"))
        .isEqualTo("application/merge-patch+json, application/json-patch+json");
    assertThat(collection.status()).isEqualTo(204);
    assertThat(catalogue.status()).isEqualTo(204);
    assertThat(catalogue.field("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    assertThat(catalogue.body().size()).isZero();
    assertThat(http().request("OPTIONS", "/v1?x=1", new byte[0]).send().status()).isEqualTo(400);
    assertThat(collection.field("Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
    assertThat(collection.field("Accept-Post")).isEqualTo("application/json");
  }

  @ParameterizedTest
  @EnumSource(ProblemType.class)
  default void problemType_explainsItself(ProblemType type) {
    Answer answer = http().get(type.path()).send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.field("Content-Type")).isEqualTo("text/plain;charset=utf-8");
    assertThat(type.reason()).isNotBlank();
    assertThat(answer.text()).startsWith(type.status() + " " + type.title()).hasSizeGreaterThan(80);
  }
}
