package dev.etagere.server.config;

import java.util.OptionalInt;

/**
 * How much the server does at once.
 *
 * @param requestsAtOnce requests that may run at once
 * @param requestsWaiting complete requests that may wait for their turn; one more is answered with
 *     503 at once
 * @param bodyMemory for the content of all requests in flight, in bytes; empty is an eighth of the
 *     heap
 * @param answerMemory for all answers that wait for their readers, in bytes; empty is an eighth of
 *     the heap
 */
public record Capacity(
    int requestsAtOnce, int requestsWaiting, OptionalInt bodyMemory, OptionalInt answerMemory) {
  /** Of which nothing was said. */
  public static final Capacity DEFAULT =
      new Capacity(64, 256, OptionalInt.empty(), OptionalInt.empty());

  /** Each is a thread, and may hold a connection to the store. */
  public static final int MAX_REQUESTS_AT_ONCE = 1024;

  /** More would wait for longer than their callers do. */
  public static final int MAX_REQUESTS_WAITING = 100_000;

  /** Less, and no body could arrive. */
  public static final int MIN_MEMORY = 64 << 10;

  /** More than a heap of 8 GiB spares. */
  public static final int MAX_MEMORY = 1 << 30;

  /**
   * Makes a capacity.
   *
   * @throws IllegalArgumentException if a part is out of its bounds
   */
  public Capacity {
    check("requestsAtOnce", requestsAtOnce, 1, MAX_REQUESTS_AT_ONCE);
    check("requestsWaiting", requestsWaiting, 1, MAX_REQUESTS_WAITING);
    bodyMemory.ifPresent(bytes -> check("bodyMemory", bytes, MIN_MEMORY, MAX_MEMORY));
    answerMemory.ifPresent(bytes -> check("answerMemory", bytes, MIN_MEMORY, MAX_MEMORY));
  }

  private static void check(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s must be %d to %d, not %d".formatted(name, min, max, value));
    }
  }
}
