package dev.etagere.server.http.grizzly.guard;

import com.google.common.util.concurrent.RateLimiter;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections whose peers have overstayed, and those that have kept answers waiting for the
 * longest where the waiting answers take up too much memory.
 */
final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  /** How much later than its deadline a connection may be closed. */
  private static final long MAX_PERIOD_MILLIS = 250;

  private static final int MESSAGE_SECONDS = 60;

  private final ConnectionLimits limits;
  private final Set<Watched> all = ConcurrentHashMap.newKeySet();
  private final AtomicLong givenSinceLook = new AtomicLong();
  private final LongAdder overdue = new LongAdder();
  private final LongAdder evicted = new LongAdder();

  /** Whoever reads no answers could fill the log with it. */
  private final RateLimiter messages = RateLimiter.create(1.0 / MESSAGE_SECONDS);

  private long evictedUntold;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          new ThreadFactoryBuilder().setNameFormat("etagere-watch").setDaemon(true).build());
  private final ScheduledFuture<?> looking;
  private volatile long waitingAtLook;

  Watch(ConnectionLimits limits) {
    this.limits = limits;
    long period = Math.min(MAX_PERIOD_MILLIS, Math.max(1, shortest(limits) / 4));
    looking = clock.scheduleWithFixedDelay(this::lookSafely, period, period, TimeUnit.MILLISECONDS);
  }

  private static long shortest(ConnectionLimits limits) {
    return Math.min(
        Math.min(limits.headTime().toMillis(), limits.bodyTime().toMillis()),
        Math.min(limits.answerTime().toMillis(), limits.idleTime().toMillis()));
  }

  void add(Watched connection) {
    all.add(connection);
  }

  void remove(Watched connection) {
    all.remove(connection);
  }

  /** So many bytes of an answer are about to be given to a connection. */
  void given(Watched connection, long bytes) {
    connection.given(bytes);
    // What was given since the last look may all be waiting; looking at each write would be dear.
    if (waitingAtLook + givenSinceLook.addAndGet(bytes) > limits.answerMemory()) {
      look();
    }
  }

  /** How many bytes of answers waited for their readers at the last look. */
  long waitingAtLook() {
    return waitingAtLook;
  }

  /** How many connections were closed since their peers had overstayed. */
  long overdue() {
    return overdue.sum();
  }

  /** How many connections were closed since answers took up too much memory. */
  long evicted() {
    return evicted.sum();
  }

  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException e) {
      // An exception would end the schedule, and with it every deadline.
      LOG.error("Looking at the connections failed.", e);
    }
  }

  private synchronized void look() {
    long now = Watched.now();
    givenSinceLook.set(0);
    long sum = 0;
    List<Watched> waiting = new ArrayList<>();
    for (Watched connection : all) {
      long bytes = connection.waiting();
      if (connection.isOverdue(now, bytes)) {
        connection.close();
        overdue.increment();
      } else if (bytes > 0) {
        sum += bytes;
        waiting.add(connection);
      }
    }
    waitingAtLook = sum <= limits.answerMemory() ? sum : free(waiting, sum);
  }

  /** Down to half of what is allowed, or the next write would begin it all again. */
  private long free(List<Watched> waiting, long sum) {
    waiting.sort(Comparator.comparingLong(Watched::waitingSince));
    long left = sum;
    for (Watched slow : waiting) {
      if (left <= limits.answerMemory() / 2) {
        break;
      }
      left -= slow.waiting();
      slow.close();
      evicted.increment();
      evictedUntold++;
    }
    tell(sum);
    return left;
  }

  private void tell(long waiting) {
    if (messages.tryAcquire()) {
      LOG.warn(
          "{} connections closed since this was last said: {} bytes of answers waited for slow"
              + " readers, more than the {} allowed. It is said once a minute at most.",
          evictedUntold,
          waiting,
          limits.answerMemory());
      evictedUntold = 0;
    }
  }

  @Override
  public void close() {
    looking.cancel(false);
    clock.shutdown();
  }
}
