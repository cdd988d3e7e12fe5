package dev.etagere.server.proof.keyed;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** The moment of a kill: when something has happened a number of times, not after some time. */
final class Moment {
  enum Event {
    /** A request is about to be sent. */
    SENT,
    /** A request was answered. */
    ANSWERED,
    /** The database has answered, and Etagere does not know it yet. */
    STORED
  }

  private final Event event;
  private final AtomicInteger missing;
  private final CompletableFuture<Void> reached = new CompletableFuture<>();

  Moment(Event event, int count) {
    this.event = event;
    this.missing = new AtomicInteger(count);
  }

  /** Says that something has happened, and returns whether the moment has come with it. */
  boolean happens(Event happened) {
    return happened == event && missing.decrementAndGet() == 0 && reached.complete(null);
  }

  /** Says that a client has failed, so that nobody waits for what it will not do. */
  void fail(Throwable reason) {
    reached.completeExceptionally(reason);
  }

  void await() throws InterruptedException, ExecutionException, TimeoutException {
    // Only ends a hang: a busy machine may be slow.
    reached.get(120, TimeUnit.SECONDS);
  }
}
