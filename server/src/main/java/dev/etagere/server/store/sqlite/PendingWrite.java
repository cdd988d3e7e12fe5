package dev.etagere.server.store.sqlite;

import dev.etagere.server.store.StoreException;
import dev.etagere.server.store.StoreUnavailableException;
import dev.etagere.server.store.UnknownOutcomeException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A write on its way from its caller to the writer's thread, and its outcome on the way back. */
final class PendingWrite {
  /** What is to be done within a transaction; returns how many rows it changed. */
  interface Operation {
    int run(WriteSession session) throws SQLException;
  }

  private enum State {
    QUEUED,
    BEGUN,
    WITHDRAWN
  }

  private final Supplier<String> subject;
  private final Operation operation;
  private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);
  private final CompletableFuture<Supplier<Integer>> outcome = new CompletableFuture<>();

  /** What {@link #run} came to; only the writer's thread touches it. */
  private Supplier<Integer> result = () -> 0;

  private final long since = System.nanoTime();
  private final long nanos;
  private final boolean alone;

  /** A write that may take as long as it takes. */
  PendingWrite(Supplier<String> subject, Operation operation) {
    this(subject, operation, Long.MAX_VALUE);
  }

  /** The same in a transaction of its own, so that no other fails with it. */
  static PendingWrite alone(Supplier<String> subject, Operation operation) {
    return new PendingWrite(subject, operation, Long.MAX_VALUE, true);
  }

  /**
   * A write.
   *
   * @param nanos how long its caller waits for the outcome; see {@link #expire}
   */
  PendingWrite(Supplier<String> subject, Operation operation, long nanos) {
    this(subject, operation, nanos, false);
  }

  private PendingWrite(Supplier<String> subject, Operation operation, long nanos, boolean alone) {
    this.subject = subject;
    this.operation = operation;
    this.nanos = nanos;
    this.alone = alone;
  }

  /** Whether it shares its transaction with no other write. */
  boolean isAlone() {
    return alone;
  }

  /** Tells a caller whose time is over that it is not done, or, if it has begun, is unknown. */
  void expire(long now) {
    if (now - since <= nanos || outcome.isDone()) {
      return;
    }
    if (withdraw()) {
      fail(
          () ->
              new StoreUnavailableException(
                  "The time of the request was over before " + subject() + " was written", null));
    } else {
      fail(
          () ->
              new UnknownOutcomeException(
                  "The time of the request was over while " + subject() + " was written", null));
    }
  }

  /** What is written, for messages. */
  String subject() {
    return subject.get();
  }

  /**
   * Runs the operation, unless the caller has withdrawn it.
   *
   * @throws SQLException if the transaction is lost with it; a failure of this write alone is its
   *     outcome instead
   */
  void run(WriteSession session) throws SQLException {
    if (!state.compareAndSet(State.QUEUED, State.BEGUN) && state.get() == State.WITHDRAWN) {
      return;
    }
    try {
      int rows = session.changed(operation.run(session));
      result = () -> rows;
    } catch (SQLException e) {
      if (!Failures.isOfStatementOnly(e)) {
        throw e;
      }
      result = failure(() -> new StoreException("Cannot write " + subject(), e));
    } catch (RuntimeException e) {
      // Thrown before its only statement was run: the others of the transaction are not concerned.
      result = failure(() -> e);
    }
  }

  private static Supplier<Integer> failure(Supplier<RuntimeException> made) {
    return () -> {
      throw made.get();
    };
  }

  /** Tells the caller what {@link #run} came to, which is now durable. */
  void settle() {
    outcome.complete(result);
  }

  /** Tells the caller that it failed. */
  void fail(Supplier<RuntimeException> reason) {
    outcome.complete(failure(reason));
  }

  /** Takes the write back; false if it has begun. */
  boolean withdraw() {
    return state.compareAndSet(State.QUEUED, State.WITHDRAWN);
  }

  /** The outcome, once there is one: how many rows were changed, or an exception. */
  CompletionStage<Integer> outcome() {
    return outcome.thenApply(Supplier::get);
  }

  /** Waits for the outcome: how many rows were changed, or an exception. */
  int await() {
    try {
      return outcome.get().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      if (withdraw()) {
        throw new StoreUnavailableException(
            "The thread was interrupted before " + subject() + " was written", e);
      }
      throw new UnknownOutcomeException(
          "The thread was interrupted while " + subject() + " was written", e);
    } catch (ExecutionException e) {
      throw new StoreException("Cannot write " + subject(), e);
    }
  }
}
