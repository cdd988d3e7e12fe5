package dev.etagere.server.config;

import java.time.Duration;

/**
 * How long clients and requests may take.
 *
 * @param header from the first byte of a request, or from the beginning of the connection, until
 *     the end of its header section
 * @param body for the content of a request; as much as flows in that time at the least rate earns
 *     as much time again
 * @param answer for the client to read an answer; extended likewise
 * @param idle how long a connection without a request is kept
 * @param minBytesPerSecond the rate at which content must flow on the average, in both directions
 * @param queue how long a complete request may wait for a worker; after that it is not begun
 * @param request from when a request is complete, until the store must have done what it is asked
 *     for; at least as long as {@code queue}
 */
public record Deadlines(
    Duration header,
    Duration body,
    Duration answer,
    Duration idle,
    int minBytesPerSecond,
    Duration queue,
    Duration request) {
  /** Less, and a client on a busy machine would be taken for a slow one. */
  public static final Duration MIN = Duration.ofSeconds(1);

  /** Longer, and a connection that does nothing keeps its place as if there were no deadline. */
  public static final Duration MAX = Duration.ofHours(1);

  /** Of which nothing was said. */
  public static final Deadlines DEFAULT =
      new Deadlines(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          1 << 10,
          Duration.ofSeconds(5),
          Duration.ofSeconds(10));

  /** More than a slow line carries. */
  public static final int MAX_RATE = 1 << 20;

  /**
   * Makes deadlines.
   *
   * @throws IllegalArgumentException if one is out of its bounds, or {@code queue} is longer than
   *     {@code request}
   */
  public Deadlines {
    check("header", header);
    check("body", body);
    check("answer", answer);
    check("idle", idle);
    check("queue", queue);
    check("request", request);
    if (minBytesPerSecond < 1 || minBytesPerSecond > MAX_RATE) {
      throw new IllegalArgumentException("minBytesPerSecond must be 1 to " + MAX_RATE);
    }
    if (queue.compareTo(request) > 0) {
      throw new IllegalArgumentException("queue must not be longer than request");
    }
  }

  private static void check(String name, Duration value) {
    if (value.compareTo(MIN) < 0 || value.compareTo(MAX) > 0) {
      throw new IllegalArgumentException("%s must be %s to %s".formatted(name, MIN, MAX));
    }
  }
}
