package dev.etagere.client.retry;

import dev.etagere.client.http.Answer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an attempt means for the call. */
sealed interface Verdict {
  /** The server has decided. */
  record Decided(Answer answer) implements Verdict {}

  /**
   * There is no decision.
   *
   * @param again whether another attempt may help
   * @param mayBeDone whether the change may have been made all the same
   * @param retryAfter how long the server wants to be left alone
   * @param reason what came, for a person
   * @param answer the answer, if one came
   * @param cause what broke, if something did
   */
  record Undecided(
      boolean again,
      boolean mayBeDone,
      @Nullable Duration retryAfter,
      String reason,
      @Nullable Answer answer,
      @Nullable Throwable cause)
      implements Verdict {}
}
