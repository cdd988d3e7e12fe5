package dev.etagere.server.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Until when the calls of the current thread must be over: the request that they are made for is of
 * no use to its caller any more. A call that begins later fails with {@link
 * StoreUnavailableException}; of one that has begun, see the store.
 */
public final class CallDeadline {
  private static final ThreadLocal<@Nullable CallDeadline> CURRENT = new ThreadLocal<>();

  private final long since;
  private final long nanos;

  private CallDeadline(long since, long nanos) {
    this.since = since;
    this.nanos = nanos;
  }

  /**
   * A deadline.
   *
   * @param since from when it counts, by {@link System#nanoTime}
   * @param time how long the calls may take in all
   */
  public static CallDeadline of(long since, Duration time) {
    return new CallDeadline(since, time.toNanos());
  }

  /** Sets it for this thread, until {@link #clear}. */
  public void set() {
    CURRENT.set(this);
  }

  /** This thread's calls have all the time of its deadline anew. */
  public static void restart() {
    CallDeadline current = CURRENT.get();
    if (current != null) {
      CURRENT.set(new CallDeadline(System.nanoTime(), current.nanos));
    }
  }

  /** This thread's calls may take as long as the store lets them. */
  public static void clear() {
    CURRENT.remove();
  }

  /**
   * How long a call of this thread may take, in nanoseconds.
   *
   * @param most as long as it may take without a deadline
   * @return at least a millisecond
   * @throws StoreUnavailableException if the deadline has passed
   */
  public static long leftNanos(Duration most) {
    CallDeadline current = CURRENT.get();
    if (current == null) {
      return most.toNanos();
    }
    long left = current.nanos - (System.nanoTime() - current.since);
    if (left < 1_000_000) {
      throw new StoreUnavailableException(
          "The time of the request was over before the store was asked", null);
    }
    return Math.min(left, most.toNanos());
  }
}
