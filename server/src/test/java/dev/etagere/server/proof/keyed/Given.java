package dev.etagere.server.proof.keyed;

import dev.etagere.server.http.Http.Answer;

/** What must be the same in every answer to one intent. */
record Given(int status, String etag, String location) {
  static Given of(Answer answer) {
    return new Given(
        answer.status(),
        answer.headers().firstValue("ETag").orElse(""),
        answer.headers().firstValue("Location").orElse(""));
  }

  static boolean isReplayed(Answer answer) {
    return answer.all("Idempotent-Replayed").contains("true");
  }
}
