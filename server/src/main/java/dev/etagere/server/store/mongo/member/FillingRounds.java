package dev.etagere.server.store.mongo.member;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills again and again what servers that declare other members write in the meantime: while
 * servers are restarted with another configuration, one after the other, both are at work. A round
 * costs one command for each collection, which walks over the index entries of what was written
 * since the last round, and a little longer.
 */
public final class FillingRounds implements AutoCloseable {
  /** How long what was written without a key may be missing in a list by it. */
  public static final Duration PAUSE = Duration.ofMinutes(1);

  /** By how much clocks may differ, and writes take longer than from one round to the next. */
  static final Duration OVERLAP = Duration.ofMinutes(2);

  private static final Logger LOG = LoggerFactory.getLogger(FillingRounds.class);

  private final ImmutableList<Open> fillings;
  private final InstantSource clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          new ThreadFactoryBuilder().setNameFormat("etagere-filling").setDaemon(true).build());

  /** What was written in a collection until then is filled; touched by the rounds only. */
  private static final class Open {
    private final Consumer<Instant> filling;
    private Instant since;

    Open(Consumer<Instant> filling, Instant since) {
      this.filling = filling;
      this.since = since;
    }
  }

  /**
   * Makes rounds.
   *
   * @param fillings of the collections that have members: each fills what was written since a time
   * @param since what was written before is filled
   */
  public FillingRounds(List<Consumer<Instant>> fillings, InstantSource clock, Instant since) {
    this.fillings =
        fillings.stream()
            .map(filling -> new Open(filling, since))
            .collect(ImmutableList.toImmutableList());
    this.clock = clock;
  }

  /** Begins, with this pause before each round. Without members there are none. */
  public void start(Duration pause) {
    if (!fillings.isEmpty()) {
      // Never completes but by close(): fillSafely keeps what is thrown from ending it unseen.
      var unused =
          thread.scheduleWithFixedDelay(
              this::round, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Fills what was written since the last round of each collection that came to its end. */
  void round() {
    fillings.forEach(this::fillSafely);
  }

  /**
   * A failure must end neither the schedule nor what is done for other collections: the next time,
   * the database may be there again.
   */
  private void fillSafely(Open open) {
    Instant begun = clock.instant();
    try {
      open.filling.accept(open.since.minus(OVERLAP));
      open.since = begun;
    } catch (RuntimeException e) {
      if (!thread.isShutdown()) {
        LOG.warn(
            "What other servers wrote was not indexed by all members, and will be the next time: {}",
            e.getClass().getSimpleName());
      }
    }
  }

  /** Stops; the round that is running is broken off, and waited for, for a while. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("The indexing of what other servers wrote did not end in time.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
