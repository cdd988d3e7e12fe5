package dev.etagere.server.http;

import static dev.etagere.server.http.HttpTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.Http.Answer;
import org.junit.jupiter.api.Test;

/** POST to a collection: rows C1 and C7. */
interface CreateContract extends HttpTest {
  String CONTENT = "{\"n\": 1}";

  @Test
  default void c1_post_createsUnderAnIdOfTheServer() {
    Answer first = http().post("/v1/notes", CONTENT).send();
    Answer second = http().post("/v1/notes", CONTENT).send();

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.text()).isEmpty();
    assertThat(first.field("Location")).matches("/v1/notes/[0-9a-v]{26}");
    assertThat(second.field("Location")).isNotEqualTo(first.field("Location"));
    assertUntouched(first.field("Location"), first.etag(), CONTENT);
  }

  @Test
  default void c1_preferRepresentation_answersTheContent() {
    Answer answer = http().post("/v1/notes", CONTENT).preferRepresentation().send();

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text()).isEqualTo(CONTENT);
    assertThat(answer.field("Content-Location")).isEqualTo(answer.field("Location"));
    assertThat(answer.field("Preference-Applied")).isEqualTo("return=representation");
  }

  @Test
  default void c7_preconditions_areAboutTheCollection() {
    assertProblem(
        http().post("/v1/notes", CONTENT).ifNoneMatch("*").send(), 412, "precondition-failed");
    assertProblem(
        http().post("/v1/notes", CONTENT).ifMatch("\"x\"").send(), 412, "precondition-failed");
    assertProblem(http().post("/v1/notes", CONTENT).ifMatch("x").send(), 400, "bad-request");
    assertThat(http().post("/v1/notes", CONTENT).ifMatch("*").send().status()).isEqualTo(201);
    assertThat(http().post("/v1/notes", CONTENT).ifNoneMatch("\"x\"").send().status())
        .isEqualTo(201);
  }
}
