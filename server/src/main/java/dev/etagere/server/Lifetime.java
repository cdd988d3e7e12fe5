package dev.etagere.server;

import java.util.concurrent.CountDownLatch;

/** Keeps the process alive until it is told to stop. */
final class Lifetime {
  private Lifetime() {}

  /**
   * Returns when the JVM was told to shut down and the server has been closed.
   *
   * @param ready is run when a signal already closes the server: who waits for what it prints may
   *     send one at once
   */
  static void serve(RunningServer server, Runnable ready) {
    var closed = new CountDownLatch(1);
    var hook =
        new Thread(
            () -> {
              try {
                server.close();
              } finally {
                closed.countDown();
              }
            },
            "etagere-stop");
    if (!added(hook)) {
      server.close();
      return;
    }
    ready.run();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns false if the JVM is shutting down: the signal came while the server was started. */
  private static boolean added(Thread hook) {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
