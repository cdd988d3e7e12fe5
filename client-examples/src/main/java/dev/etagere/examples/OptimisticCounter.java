package dev.etagere.examples;

import dev.etagere.client.EtagereClient;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Eight threads count in one document at the same time, without a lock, and no count is lost. */
public final class OptimisticCounter {
  private static final int THREADS = 8;
  private static final int INCREMENTS = 25;

  private OptimisticCounter() {}

  /** What is counted in. */
  record Counter(int count) {}

  /** Runs the example. */
  public static void main(String[] arguments) throws Exception {
    Example.main(arguments, OptimisticCounter::run);
  }

  private static boolean run(EtagereClient client) throws Exception {
    String id = client.create("notes", new Counter(0)).id();
    Callable<Void> worker =
        () -> {
          for (int i = 0; i < INCREMENTS; i++) {
            client.update("notes", id, Counter.class, now -> new Counter(now.count() + 1));
          }
          return null;
        };

    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (Future<Void> done : threads.invokeAll(Collections.nCopies(THREADS, worker))) {
        done.get();
      }
    } finally {
      threads.shutdown();
    }

    int count = client.get("notes", id, Counter.class).value().count();
    System.out.printf("%d threads, %d increments each: %d%n", THREADS, INCREMENTS, count);
    return count == THREADS * INCREMENTS;
  }
}
