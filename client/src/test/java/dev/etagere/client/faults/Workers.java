package dev.etagere.client.faults;

import dev.etagere.client.error.EtagereException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Eight threads that share the work. */
final class Workers {
  static final int COUNT = 8;

  private Workers() {}

  /**
   * Does each piece once, and returns when all are done.
   *
   * @throws AssertionError if one failed: with an {@link EtagereException} or otherwise
   */
  static void share(int pieces, IntConsumer work) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(COUNT);
    try {
      Callable<Void> worker =
          () -> {
            for (int i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
              work.accept(i);
            }
            return null;
          };
      List<Future<Void>> running = new ArrayList<>();
      for (int i = 0; i < COUNT; i++) {
        running.add(threads.submit(worker));
      }
      for (Future<Void> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("a worker failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
