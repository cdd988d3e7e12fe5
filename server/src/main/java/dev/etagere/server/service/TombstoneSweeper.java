package dev.etagere.server.service;

import com.google.common.collect.ImmutableSet;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the tombstones whose time is over, a few at a time, so that no writer waits long behind
 * it. Where the database does this by itself, there is nothing left to find.
 */
public final class TombstoneSweeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TombstoneSweeper.class);
  private static final int AT_ONCE = 500;

  private final ResourceStore store;
  private final ImmutableSet<CollectionName> collections;
  private final InstantSource clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          new ThreadFactoryBuilder().setNameFormat("etagere-sweeper").setDaemon(true).build());

  /** Makes a sweeper; it does not close the store. */
  public TombstoneSweeper(
      ResourceStore store, ImmutableSet<CollectionName> collections, InstantSource clock) {
    this.store = store;
    this.collections = collections;
    this.clock = clock;
  }

  /** Sweeps again and again, with this pause before each time. */
  public void start(Duration pause) {
    // Never completes but by close(): sweepSafely keeps what is thrown from ending it unseen.
    var unused =
        thread.scheduleWithFixedDelay(
            this::sweepSafely, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Removes all tombstones whose time is over now.
   *
   * @return how many
   */
  public int sweep() {
    int removed = 0;
    for (CollectionName collection : collections) {
      int batch = AT_ONCE;
      while (batch == AT_ONCE && !Thread.currentThread().isInterrupted()) {
        batch = store.purge(collection, clock.instant(), AT_ONCE);
        removed += batch;
      }
    }
    return removed;
  }

  /** A failure must not end the schedule: the next time, the store may be there again. */
  private void sweepSafely() {
    try {
      sweep();
    } catch (StoreException e) {
      LOG.warn("Tombstones were not swept, and will be the next time: {}", e.getMessage());
    }
  }

  /** Stops; the sweep that is running is waited for, for a while. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("The sweep of tombstones did not end in time.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
