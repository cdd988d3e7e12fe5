package dev.etagere.server.http.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

/** Requests whose lines find no room. */
final class StoppedRequests {
  private StoppedRequests() {}

  /** Starts a thread, and returns it when it waits. */
  static Thread start(Runnable requests) {
    Thread started = new Thread(requests);
    started.start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (started.getState() != Thread.State.WAITING && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(started.getState()).isEqualTo(Thread.State.WAITING);
    return started;
  }
}
