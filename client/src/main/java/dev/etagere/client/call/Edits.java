package dev.etagere.client.call;

import dev.etagere.client.error.ConflictException;
import dev.etagere.client.key.IdempotencyKey;
import dev.etagere.client.resource.Condition;
import dev.etagere.client.resource.Merge;
import dev.etagere.client.resource.Versioned;
import dev.etagere.client.retry.Attempts;
import dev.etagere.client.retry.Deadline;
import dev.etagere.client.retry.RetryPolicy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

/** The calls that read and write until nobody came between. */
public record Edits(Resources resources, Attempts attempts, int maxRounds) {
  /** Losers of a race that come back at once only meet each other again. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(2);

  private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

  private record Edit<T>(
      String collection, String id, Class<T> type, UnaryOperator<T> function, Deadline deadline) {}

  /** Reads, applies and writes until nobody came between. */
  public <T> CompletableFuture<Versioned<T>> update(
      String collection, String id, Class<T> type, UnaryOperator<T> function, Deadline deadline) {
    return round(new Edit<>(collection, id, type, function, deadline), 1);
  }

  /** Writes, and joins with what is there after each conflict. */
  public <T> CompletableFuture<Versioned<T>> merge(
      String collection,
      Versioned<T> base,
      Class<T> type,
      T mine,
      Merge<T> merge,
      Deadline deadline) {
    UnaryOperator<T> again = theirs -> merge.merge(base.value(), mine, theirs);
    return write(new Edit<>(collection, base.id(), type, again, deadline), 1, base.etag(), mine);
  }

  private <T> CompletableFuture<Versioned<T>> round(Edit<T> edit, int number) {
    return resources
        .get(edit.collection(), edit.id(), edit.type(), edit.deadline())
        .thenCompose(read -> write(edit, number, read.etag(), edit.function().apply(read.value())));
  }

  private <T> CompletableFuture<Versioned<T>> write(
      Edit<T> edit, int number, String etag, T value) {
    return resources
        .put(
            edit.collection(),
            edit.id(),
            value,
            Condition.ifMatch(etag),
            // What is written in another round is another change.
            IdempotencyKey.random(),
            edit.deadline())
        .exceptionallyCompose(
            failure ->
                Futures.cause(failure) instanceof ConflictException && number < maxRounds
                    ? again(edit, number)
                    : CompletableFuture.failedFuture(failure));
  }

  private <T> CompletableFuture<Versioned<T>> again(Edit<T> edit, int number) {
    Duration pause =
        RetryPolicy.jitter(number, FIRST_PAUSE, LONGEST_PAUSE, ThreadLocalRandom.current());
    return attempts.pause(pause, edit.deadline()).thenCompose(done -> round(edit, number + 1));
  }
}
