package dev.etagere.server.http.failure;

import static dev.etagere.server.http.Http.fresh;
import static dev.etagere.server.http.HttpTest.assertPreconditionFailed;
import static dev.etagere.server.http.HttpTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.Http.Answer;
import dev.etagere.server.http.HttpTest;
import org.junit.jupiter.api.Test;

/** What clients are told of a store that fails, and that a repeat then has one effect. */
interface FailingStoreContract extends HttpTest {
  String ONE = "{\"n\":1}";
  String TWO = "{\"n\":2}";

  /** The next write happens, and the server is not told. */
  void loseAnswer() throws Exception;

  /** Answers are no longer lost. */
  void answerAgain() throws Exception;

  /** The next write does not happen. */
  void breakOff() throws Exception;

  /** Writes happen again. */
  void comeBack() throws Exception;

  @Test
  default void put_answerLost_isUnknownAndItsRepeatIsToldThatItWasApplied() throws Exception {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);
    loseAnswer();

    assertUnknown(http().put(path, TWO).ifMatch(etag).send());
    answerAgain();
    String second = http().get(path).send().etag();
    Answer repeat = http().put(path, TWO).ifMatch(etag).send();

    assertPreconditionFailed(repeat, "stale");
    assertThat(repeat.json().path("alreadyApplied").asBoolean()).isTrue();
    assertThat(repeat.etag()).isEqualTo(second).startsWith("\"2-");
    assertUntouched(path, second, TWO);
  }

  @Test
  default void put_answerLostWithReplayByContent_isUnknownAndItsRepeatSucceeds() throws Exception {
    String path = fresh(SWITCHES);
    String etag = http().create(path, ONE);
    loseAnswer();

    assertUnknown(http().put(path, TWO).ifMatch(etag).send());
    answerAgain();
    Answer repeat = http().put(path, TWO).ifMatch(etag).send();

    assertThat(repeat.status()).isEqualTo(204);
    assertThat(repeat.field("Idempotent-Replayed")).isEqualTo("true");
    assertThat(repeat.etag()).startsWith("\"2-");
    assertUntouched(path, repeat.etag(), TWO);
  }

  @Test
  default void create_answerLost_isUnknownAndItsRepeatIsToldThatItWasApplied() throws Exception {
    String path = fresh(NOTES);
    loseAnswer();

    assertUnknown(http().put(path, ONE).ifNoneMatch("*").send());
    answerAgain();
    Answer repeat = http().put(path, ONE).ifNoneMatch("*").send();

    assertPreconditionFailed(repeat, "exists");
    assertThat(repeat.json().path("alreadyApplied").asBoolean()).isTrue();
    assertThat(repeat.etag()).startsWith("\"1-");
    assertUntouched(path, repeat.etag(), ONE);
  }

  @Test
  default void patch_answerLost_isUnknownAndItsRepeatDoesNotApplyItAgain() throws Exception {
    String path = fresh(NOTES);
    String etag = http().create(path, "{\"a\":[]}");
    String patch = "[{\"op\":\"add\",\"path\":\"/a/-\",\"value\":7}]";
    loseAnswer();

    assertUnknown(http().jsonPatch(path, patch).ifMatch(etag).send());
    answerAgain();
    Answer repeat = http().jsonPatch(path, patch).ifMatch(etag).send();

    assertPreconditionFailed(repeat, "stale");
    assertThat(repeat.json().path("alreadyApplied").asBoolean()).isTrue();
    assertUntouched(path, repeat.etag(), "{\"a\":[7]}");
  }

  @Test
  default void delete_answerLost_isUnknownAndItsRepeatSucceeds() throws Exception {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);
    loseAnswer();

    assertUnknown(http().delete(path).ifMatch(etag).send());
    answerAgain();
    Answer repeat = http().delete(path).ifMatch(etag).send();

    assertThat(repeat.status()).isEqualTo(204);
    assertThat(repeat.field("Idempotent-Replayed")).isEqualTo("true");
    assertProblem(http().get(path).send(), 410, "gone");
  }

  @Test
  default void put_storeFails_isUnavailableAndChangesNothing() throws Exception {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);
    breakOff();

    Answer answer = http().put(path, TWO).ifMatch(etag).send();
    comeBack();

    assertProblem(answer, 503, "unavailable");
    assertThat(answer.field("Retry-After")).matches("[1-9][0-9]*");
    assertUntouched(path, etag, ONE);
    assertThat(http().put(path, TWO).ifMatch(etag).send().status()).isEqualTo(204);
  }

  private static void assertUnknown(Answer answer) {
    assertProblem(answer, 503, "outcome-unknown");
    assertThat(answer.field("Retry-After")).matches("[1-9][0-9]*");
    assertThat(answer.json().path("detail").asText()).contains("Repeat the same request");
  }
}
