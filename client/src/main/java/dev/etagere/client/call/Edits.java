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
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  private record Edit<T>(
      String collection, String id, Class<T> type, UnaryOperator<T> function, Deadline deadline) {}

  /** Reads, applies and writes until nobody came between. */
  public <T> CompletableFuture<Versioned<T>> update(
      String collection, String id, Class<T> type, UnaryOperator<T> function, Deadline deadline) {
    return round(new Edit<>(collection, id, type, function, deadline), Round.of(1));
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
    return write(
        new Edit<>(collection, base.id(), type, again, deadline), Round.of(1), base.etag(), mine);
  }

  /** One attempt to get in between: its number, and when it began in nanoseconds. */
  private record Round(int number, long begin) {
    static Round of(int number) {
      return new Round(number, System.nanoTime());
    }

    /**
     * Losers of a race that come back at once only meet each other again. How long a round takes
     * tells how long the next winner needs.
     */
    Duration pause() {
      Duration taken = Duration.ofNanos(System.nanoTime() - begin);
      return RetryPolicy.jitter(number, taken, LONGEST_PAUSE, ThreadLocalRandom.current());
    }
  }

  private <T> CompletableFuture<Versioned<T>> round(Edit<T> edit, Round round) {
    return resources
        .get(edit.collection(), edit.id(), edit.type(), edit.deadline())
        .thenCompose(read -> write(edit, round, read.etag(), edit.function().apply(read.value())));
  }

  private <T> CompletableFuture<Versioned<T>> write(
      Edit<T> edit, Round round, String etag, T value) {
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
                Futures.cause(failure) instanceof ConflictException && round.number() < maxRounds
                    ? again(edit, round)
                    : CompletableFuture.failedFuture(failure));
  }

  private <T> CompletableFuture<Versioned<T>> again(Edit<T> edit, Round round) {
    return attempts
        .pause(round.pause(), edit.deadline())
        .thenCompose(done -> round(edit, Round.of(round.number() + 1)));
  }
}
