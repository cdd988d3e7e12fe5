package dev.etagere.server.config;

import com.google.common.primitives.Ints;
import java.util.OptionalInt;

/**
 * How much the server does at once.
 *
 * @param requestsAtOnce requests that may run at once; empty is as many as the heap can hold the
 *     largest content of several times over, {@value #FEWEST_BY_HEAP} to {@value #MOST_BY_HEAP}
 * @param requestsWaiting complete requests that may wait for their turn; one more is answered with
 *     503 at once
 * @param bodyMemory for the content of all requests in flight, in bytes; empty is an eighth of the
 *     heap
 * @param answerMemory for all answers that wait for their readers, in bytes; empty is an eighth of
 *     the heap
 */
public record Capacity(
    OptionalInt requestsAtOnce,
    int requestsWaiting,
    OptionalInt bodyMemory,
    OptionalInt answerMemory) {
  /** Of which nothing was said. */
  public static final Capacity DEFAULT =
      new Capacity(OptionalInt.empty(), 256, OptionalInt.empty(), OptionalInt.empty());

  /** However small the heap. */
  public static final int FEWEST_BY_HEAP = 8;

  /** However large the heap: more threads would only take turns. */
  public static final int MOST_BY_HEAP = 64;

  /** A request may hold its content, its answer and copies on the way to the connection. */
  private static final int CONTENTS_PER_REQUEST = 8;

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
    requestsAtOnce.ifPresent(count -> check("requestsAtOnce", count, 1, MAX_REQUESTS_AT_ONCE));
    check("requestsWaiting", requestsWaiting, 1, MAX_REQUESTS_WAITING);
    bodyMemory.ifPresent(bytes -> check("bodyMemory", bytes, MIN_MEMORY, MAX_MEMORY));
    answerMemory.ifPresent(bytes -> check("answerMemory", bytes, MIN_MEMORY, MAX_MEMORY));
  }

  /**
   * Requests that may run at once.
   *
   * @param heap of this process, in bytes
   * @param contentBytes that a resource may have
   */
  public int requestsAtOnce(long heap, int contentBytes) {
    return requestsAtOnce.orElseGet(
        () ->
            Ints.constrainToRange(
                Ints.saturatedCast(heap / CONTENTS_PER_REQUEST / contentBytes),
                FEWEST_BY_HEAP,
                MOST_BY_HEAP));
  }

  private static void check(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s must be %d to %d, not %d".formatted(name, min, max, value));
    }
  }
}
