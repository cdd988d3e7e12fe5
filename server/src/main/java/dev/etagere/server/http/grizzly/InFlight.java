package dev.etagere.server.http.grizzly;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests that are being answered, and lets none in once the server stops. */
final class InFlight {
  private final AtomicInteger count = new AtomicInteger();
  private final CountDownLatch idle = new CountDownLatch(1);
  private volatile boolean closed;

  /** Whether a request may run. If so, {@link #leave} must follow. */
  boolean enter() {
    // Counted before the look at closed: the other way round, a stop could miss this request.
    count.incrementAndGet();
    if (closed) {
      leave();
      return false;
    }
    return true;
  }

  /** How many requests are inside. */
  int count() {
    return count.get();
  }

  /** Whether the server stops. */
  boolean isClosed() {
    return closed;
  }

  void leave() {
    if (count.decrementAndGet() == 0 && closed) {
      idle.countDown();
    }
  }

  /**
   * Lets nobody in from now on, and waits for those inside.
   *
   * @return whether all have left in this time
   */
  boolean closeAndAwait(Duration grace) throws InterruptedException {
    closed = true;
    return count.get() == 0 || idle.await(grace.toNanos(), TimeUnit.NANOSECONDS);
  }
}
