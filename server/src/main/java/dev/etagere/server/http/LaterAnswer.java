package dev.etagere.server.http;

import dev.etagere.server.change.Outcome;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The answer to a request whose outcome may come later. */
final class LaterAnswer {
  private LaterAnswer() {}

  /**
   * Answers on the calling thread if the outcome is there already, or else on a thread that is for
   * this: the one that brings the outcome has other things to do.
   *
   * @param answering runs what answers
   */
  static CompletionStage<Response> of(
      CompletionStage<Outcome> outcome, Executor answering, Function<Outcome, Response> answer) {
    CompletableFuture<Response> response = new CompletableFuture<>();
    BiConsumer<@Nullable Outcome, @Nullable Throwable> settle =
        (known, failure) -> {
          if (known == null) {
            response.completeExceptionally(cause(failure));
            return;
          }
          try {
            response.complete(answer.apply(known));
          } catch (RuntimeException e) {
            response.completeExceptionally(e);
          }
        };
    if (outcome.toCompletableFuture().isDone()) {
      outcome.whenComplete(settle);
    } else {
      outcome.whenCompleteAsync(settle, answering);
    }
    return response;
  }

  /** JAX-RS looks for the mapper of what it is given, not of what that wraps. */
  private static Throwable cause(@Nullable Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : Objects.requireNonNull(failure);
  }
}
