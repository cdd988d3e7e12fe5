package dev.etagere.server.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Several clients that begin in the same moment. */
public final class AtOnce implements AutoCloseable {
  private final ExecutorService threads;
  private final List<Future<?>> parts = new ArrayList<>();

  /** Starts one thread for each part. */
  public AtOnce(List<? extends Runnable> tasks) {
    threads = Executors.newFixedThreadPool(tasks.size());
    CyclicBarrier start = new CyclicBarrier(tasks.size());
    for (Runnable task : tasks) {
      parts.add(
          threads.submit(
              () -> {
                start.await(30, TimeUnit.SECONDS);
                task.run();
                return null;
              }));
    }
  }

  /** Waits for all, and throws what one of them threw. */
  public void await() throws Exception {
    for (Future<?> part : parts) {
      part.get(5, TimeUnit.MINUTES);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
