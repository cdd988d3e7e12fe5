package dev.etagere.server.http.failure;

import static dev.etagere.server.http.HttpTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.Http.Answer;
import java.util.List;
import java.util.Map;

/** What an answer about damaged data must look like. */
final class DamagedAnswers {
  private DamagedAnswers() {}

  /** 500 with the request id only: nothing of the content, the store or the code. */
  static void assertDamaged(Answer answer) {
    assertProblem(answer, 500, "stored-data-damaged");
    assertThat(List.copyOf(answer.json().properties()))
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("type", "title", "status", "detail", "instance");
    assertThat(answer.text()).doesNotContain("dev.etagere", "SQL", "Mongo", "seal", "digest");
  }
}
