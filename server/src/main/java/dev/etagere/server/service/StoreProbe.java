package dev.etagere.server.service;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.store.DamagedResourceException;
import dev.etagere.server.store.ResourceStore;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the store answers, and in time. It is asked by one thread, one question at a time;
 * whoever wants to know looks at the last answer, so that no number of them can burden a store that
 * is slow.
 */
public final class StoreProbe implements AutoCloseable {
  /** An answer that takes longer is none. */
  public static final Duration BOUND = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(StoreProbe.class);
  private static final ResourceId NOBODY = new ResourceId("etagere-probe");

  private final ResourceStore store;
  private final CollectionName collection;
  private final LongSupplier nanoClock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          new ThreadFactoryBuilder().setNameFormat("etagere-probe").setDaemon(true).build());

  /** What is known: a question since when, or an answer. */
  private record State(boolean answered, boolean asking, long sinceNanos) {}

  private volatile State state = new State(true, false, 0);

  /** Makes a probe of a store that was just opened, and so answers; it does not close the store. */
  public StoreProbe(ResourceStore store, CollectionName collection) {
    this(store, collection, System::nanoTime);
  }

  StoreProbe(ResourceStore store, CollectionName collection, LongSupplier nanoClock) {
    this.store = store;
    this.collection = collection;
    this.nanoClock = nanoClock;
  }

  /** Asks again and again, with this pause between an answer and the next question. */
  public void start(Duration pause) {
    // Never completes but by close(): ask() throws nothing.
    var unused =
        thread.scheduleWithFixedDelay(
            this::ask, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Asks once, and notes what comes. */
  void ask() {
    long begin = nanoClock.getAsLong();
    boolean before = state.answered;
    state = new State(before, true, begin);
    String failure = failure();
    boolean inTime = nanoClock.getAsLong() - begin <= BOUND.toNanos();
    boolean answered = failure.isEmpty() && inTime;
    state = new State(answered, false, begin);
    if (before && !answered) {
      LOG.warn(
          "The store does not answer, so this server is not ready: {}",
          failure.isEmpty() ? "it took longer than " + BOUND : failure);
    } else if (!before && answered) {
      LOG.info("The store answers again.");
    }
  }

  private String failure() {
    try {
      store.find(collection, NOBODY);
      return "";
    } catch (DamagedResourceException e) {
      return ""; // It answers, and others are sound.
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Whether the last question was answered in time, and the one that is open is not overdue. */
  public boolean answers() {
    State now = state;
    return now.answered
        && !(now.asking && nanoClock.getAsLong() - now.sinceNanos > BOUND.toNanos());
  }

  /** Asks no more. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
