package dev.etagere.server.http;

import static dev.etagere.server.http.Http.fresh;
import static dev.etagere.server.http.HttpTest.assertPreconditionFailed;
import static dev.etagere.server.http.HttpTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.Http.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** DELETE: rows D1 to D6. */
interface DeleteContract extends HttpTest {
  String CONTENT = "{\"n\":1}";

  @Test
  default void d1_noPrecondition_isRequired() {
    String path = fresh(NOTES);

    Answer absent = http().delete(path).send();
    String etag = http().create(path, CONTENT);
    Answer live = http().delete(path).send();
    assertUntouched(path, etag, CONTENT);
    http().delete(path).ifMatch(etag).send();
    Answer deleted = http().delete(path).send();

    for (Answer answer : List.of(absent, live, deleted)) {
      assertProblem(answer, 428, "precondition-required");
    }
  }

  @Test
  default void d2_currentTag_deletes() {
    String path = fresh(NOTES);
    String etag = http().create(path, CONTENT);

    Answer answer = http().delete(path).ifMatch(etag).send();

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.has("Idempotent-Replayed")).isFalse();
    assertThat(answer.has("ETag")).isFalse();
    assertThat(http().get(path).send().status()).isEqualTo(410);
  }

  @Test
  default void d2_any_deletes() {
    String path = fresh(NOTES);
    http().create(path, CONTENT);

    assertThat(http().delete(path).ifMatch("*").send().status()).isEqualTo(204);
    assertThat(http().get(path).send().status()).isEqualTo(410);
  }

  @Test
  default void d2_anyWhereTheCollectionWantsATag_isRequired() {
    String path = fresh(STRICT);
    String etag = http().create(path, CONTENT);

    assertProblem(http().delete(path).ifMatch("*").send(), 428, "precondition-required");
    assertUntouched(path, etag, CONTENT);
  }

  @Test
  default void d3_otherTags_areStale() {
    String path = fresh(NOTES);
    String first = http().create(path, CONTENT);
    String second = http().put(path, "{}").ifMatch(first).send().etag();

    Answer answer = http().delete(path).ifMatch(first).send();

    assertPreconditionFailed(answer, "stale");
    assertThat(answer.etag()).isEqualTo(second);
    assertPreconditionFailed(http().delete(path).ifMatch("W/" + second).send(), "weak-tag");
    assertPreconditionFailed(http().delete(path).ifNoneMatch("*").send(), "exists");
    assertProblem(http().delete(path).ifNoneMatch("\"x\"").send(), 428, "precondition-required");
    assertUntouched(path, second, "{}");
  }

  @Test
  default void d4_repeat_isAnsweredAgain() {
    String path = fresh(NOTES);
    String etag = http().create(path, CONTENT);
    http().delete(path).ifMatch(etag).send();

    for (String ifMatch : List.of(etag, "\"x\", " + etag)) {
      Answer answer = http().delete(path).ifMatch(ifMatch).send();
      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.field("Idempotent-Replayed")).isEqualTo("true");
    }
  }

  @Test
  default void d4_repeatAfterReCreation_deletesNothing() {
    String path = fresh(NOTES);
    String first = http().create(path, CONTENT);
    http().delete(path).ifMatch(first).send();
    String second = http().create(path, CONTENT);

    assertPreconditionFailed(http().delete(path).ifMatch(first).send(), "stale");
    assertUntouched(path, second, CONTENT);
  }

  @Test
  default void d5_otherTagsOrAny_onDeleted_isGone() {
    String path = fresh(NOTES);
    String first = http().create(path, CONTENT);
    String second = http().put(path, "{}").ifMatch(first).send().etag();
    http().delete(path).ifMatch(second).send();
    String ofTheTombstone = second.replace("\"2-", "\"3-");

    for (String ifMatch : List.of(first, "*", "\"x\"", "W/" + second, ofTheTombstone)) {
      assertProblem(http().delete(path).ifMatch(ifMatch).send(), 410, "gone");
    }
  }

  @Test
  default void d6_neverExistedOrForgotten_isNotFound() {
    String never = fresh(NOTES);
    String forgotten = fresh(BRIEF);
    String etag = http().create(forgotten, CONTENT);
    http().delete(forgotten).ifMatch(etag).send();

    assertProblem(http().delete(never).ifMatch("*").send(), 404, "not-found");
    assertProblem(http().delete(never).ifMatch("\"x\"").send(), 404, "not-found");
    assertProblem(http().delete(forgotten).ifMatch(etag).send(), 404, "not-found");
  }
}
