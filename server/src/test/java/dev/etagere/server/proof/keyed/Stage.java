package dev.etagere.server.proof.keyed;

import dev.etagere.server.proof.ServerProcess;
import java.util.concurrent.TimeUnit;

/** The server that clients talk to now. Who was cut off waits here for the next one. */
final class Stage {
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(120);

  /**
   * A server until it is killed.
   *
   * @param moment when it will be
   * @param list the path of the list to which clients append
   * @param last whether no kill follows
   */
  record Scene(ServerProcess server, Moment moment, String list, boolean last) {}

  private Scene scene;

  synchronized void open(Scene next) {
    scene = next;
    notifyAll();
  }

  /** The scene with a server that runs. */
  synchronized Scene current() {
    long start = System.nanoTime();
    while (scene == null || !scene.server().isAlive()) {
      if (System.nanoTime() - start > LONGEST_WAIT_NANOS) {
        throw new AssertionError("no server was started");
      }
      try {
        wait(1000);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return scene;
  }

  /** Keeps who waits for a moment from waiting for a client that has failed. */
  synchronized void fail(Throwable reason) {
    if (scene != null) {
      scene.moment().fail(reason);
    }
  }
}
