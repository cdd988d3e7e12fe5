package dev.etagere.server.store.sqlite;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A thread that makes one call. */
final class Caller {
  private static final int SECONDS = 30;

  private final FutureTask<Boolean> task;
  private final Thread thread;

  private Caller(Callable<?> call) {
    task =
        new FutureTask<>(
            () -> {
              try {
                call.call();
              } catch (RuntimeException e) {
                interrupted = Thread.currentThread().isInterrupted();
                throw e;
              }
              return true;
            });
    thread = new Thread(task, "caller");
  }

  private volatile boolean interrupted;

  static Caller start(Callable<?> call) {
    Caller caller = new Caller(call);
    caller.thread.setDaemon(true);
    caller.thread.start();
    return caller;
  }

  void interrupt() {
    thread.interrupt();
  }

  /** Whether its thread was still marked as interrupted when its call failed. */
  boolean wasInterrupted() {
    return interrupted;
  }

  /** Waits until it waits for the outcome of its call. */
  void awaitWaiting() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (thread.getState() != Thread.State.WAITING) {
      if (System.nanoTime() > end) {
        throw new AssertionError("the caller is " + thread.getState());
      }
      Thread.onSpinWait();
    }
  }

  /** What its call threw, or null if it returned. */
  @Nullable Throwable failure() throws InterruptedException, TimeoutException {
    try {
      task.get(SECONDS, TimeUnit.SECONDS);
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }
}
