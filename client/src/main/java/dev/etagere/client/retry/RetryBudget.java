package dev.etagere.client.retry;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what retries add to the load of a server, over all calls of a client: a bucket of tokens.
 * Each call adds a part of a token, each retry takes one. Once the bucket is empty, a call that
 * fails is given up instead of tried again, so that an outage makes no storm. Share one budget
 * between the clients of one server.
 */
public final class RetryBudget {
  private static final long TOKEN = 1_000_000;

  private final long capacity;
  private final long deposit;
  private final AtomicLong balance;

  private RetryBudget(double ratio, int burst) {
    this.capacity = burst * TOKEN;
    this.deposit = Math.round(ratio * TOKEN);
    this.balance = new AtomicLong(capacity);
  }

  /** 10% of the calls, and 100 retries saved up. */
  public static RetryBudget standard() {
    return of(0.1, 100);
  }

  /**
   * A full bucket.
   *
   * @param ratio the retries that a call pays for, from 0 to 1
   * @param burst the most retries that can be saved up, 0 or more
   * @throws IllegalArgumentException if one is out of its range
   */
  public static RetryBudget of(double ratio, int burst) {
    if (!(ratio >= 0 && ratio <= 1) || burst < 0) {
      throw new IllegalArgumentException(
          "A retry budget of ratio "
              + ratio
              + " and burst "
              + burst
              + " cannot be. Give a ratio from 0 to 1 and a burst of 0 or more.");
    }
    return new RetryBudget(ratio, burst);
  }

  /** No bound. Not for production: clients without one turn an outage into a longer one. */
  public static RetryBudget unlimited() {
    return new RetryBudget(1, Integer.MAX_VALUE);
  }

  void deposit() {
    balance.accumulateAndGet(deposit, (now, more) -> Math.min(capacity, now + more));
  }

  /** Takes a token if there is one. */
  boolean withdraw() {
    return balance.getAndUpdate(now -> now < TOKEN ? now : now - TOKEN) >= TOKEN;
  }
}
