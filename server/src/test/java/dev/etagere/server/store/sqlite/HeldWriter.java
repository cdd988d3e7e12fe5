package dev.etagere.server.store.sqlite;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds the writer's thread, so that what is written meanwhile waits for one common commit. */
public final class HeldWriter implements AutoCloseable {
  private final CountDownLatch released = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final Caller holder;

  private HeldWriter(SqliteStore store) {
    holder =
        Caller.start(
            () ->
                store.write(
                    () -> "the holder",
                    session -> {
                      begun.countDown();
                      await(released);
                      return 0;
                    }));
  }

  /** Returns when the writer's thread stands still. */
  public static HeldWriter hold(SqliteStore store) {
    HeldWriter held = new HeldWriter(store);
    await(held.begun);
    return held;
  }

  /** The caller whose write holds the thread. */
  Caller holder() {
    return holder;
  }

  /** Calls, and returns when the caller waits in the queue. */
  Caller queue(Callable<?> call) {
    Caller caller = Caller.start(call);
    caller.awaitWaiting();
    return caller;
  }

  /** Lets the writer's thread go on. */
  public void release() {
    released.countDown();
  }

  @Override
  public void close() {
    release();
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(Duration.ofSeconds(30).toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("waited in vain");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
