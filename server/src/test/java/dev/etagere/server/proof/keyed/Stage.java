package dev.etagere.server.proof.keyed;

import dev.etagere.server.http.Http;
import dev.etagere.server.proof.ServerProcess;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The servers that clients talk to now. Who was cut off waits here for the next one. */
final class Stage {
  /**
   * How many new intents a client may have before the next kill. While one of several servers is
   * started again the others go on, and a list must not get more changes than its ledger keeps.
   */
  static final int MOST_INTENTS = 24;

  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(120);

  /**
   * The servers until one is killed.
   *
   * @param moment when that will be
   * @param list the path of the list to which clients append
   * @param last whether no kill follows
   */
  record Scene(List<ServerProcess> servers, Moment moment, String list, boolean last) {
    boolean isAlive() {
      return servers.stream().anyMatch(ServerProcess::isAlive);
    }

    /** The servers take turns; one that was just killed may be among them. */
    Http server(int turn) {
      List<ServerProcess> alive = servers.stream().filter(ServerProcess::isAlive).toList();
      List<ServerProcess> choice = alive.isEmpty() ? servers : alive;
      return choice.get(turn % choice.size()).http();
    }
  }

  private Scene scene;

  synchronized void open(Scene next) {
    scene = next;
    notifyAll();
  }

  /** The scene, with at least one server that runs. */
  synchronized Scene current() {
    waitUntil(() -> scene != null && scene.isAlive());
    return scene;
  }

  /** Returns when a kill has followed, and all that was killed runs again. */
  synchronized void awaitAfter(Scene before) {
    waitUntil(() -> !before.equals(scene));
  }

  private synchronized void waitUntil(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > LONGEST_WAIT_NANOS) {
        throw new AssertionError("no server was started");
      }
      try {
        wait(1000);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Keeps who waits for a moment from waiting for a client that has failed. */
  synchronized void fail(Throwable reason) {
    if (scene != null) {
      scene.moment().fail(reason);
    }
  }
}
