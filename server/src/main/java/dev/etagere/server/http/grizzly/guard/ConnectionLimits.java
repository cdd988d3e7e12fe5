package dev.etagere.server.http.grizzly.guard;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * What connections may take up: time, places and memory.
 *
 * @param headTime from the first byte of a request, or from the beginning of the connection, until
 *     the end of its header section
 * @param bodyTime for the content of a request; each {@code minBytesPerSecond} times this earns as
 *     much time again
 * @param answerTime for the caller to read an answer; extended likewise
 * @param idleTime how long a connection without a request is kept
 * @param minBytesPerSecond the rate at which content must flow on the average, in both directions
 * @param connections at the same time
 * @param connectionsPerAddress at the same time from one address; of IPv6, from one /64 network
 * @param bodyBytes the largest content of a request
 * @param bodyMemory for the content of all requests that are arriving or being answered, in bytes
 * @param answerMemory for all answers that wait for their readers, in bytes
 */
public record ConnectionLimits(
    Duration headTime,
    Duration bodyTime,
    Duration answerTime,
    Duration idleTime,
    int minBytesPerSecond,
    int connections,
    int connectionsPerAddress,
    int bodyBytes,
    long bodyMemory,
    long answerMemory) {

  /**
   * 10 s, 30 s, 30 s, 60 s, 1 KiB/s, 2000 connections, 256 of one address, 1 MiB, an eighth of the
   * heap each.
   */
  public static final ConnectionLimits DEFAULT =
      new ConnectionLimits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          1024,
          2000,
          256,
          1 << 20,
          Runtime.getRuntime().maxMemory() / 8,
          Runtime.getRuntime().maxMemory() / 8);

  /**
   * Makes limits.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public ConnectionLimits {
    positive("headTime", headTime.toMillis());
    positive("bodyTime", bodyTime.toMillis());
    positive("answerTime", answerTime.toMillis());
    positive("idleTime", idleTime.toMillis());
    positive("minBytesPerSecond", minBytesPerSecond);
    positive("connections", connections);
    positive("connectionsPerAddress", connectionsPerAddress);
    positive("bodyBytes", bodyBytes);
    positive("bodyMemory", bodyMemory);
    positive("answerMemory", answerMemory);
  }

  private static void positive(String name, long value) {
    checkArgument(value > 0, "%s must be positive, but is %s", name, value);
  }

  /** The same with other times. */
  public ConnectionLimits withTimes(Duration head, Duration body, Duration answer, Duration idle) {
    return new ConnectionLimits(
        head,
        body,
        answer,
        idle,
        minBytesPerSecond,
        connections,
        connectionsPerAddress,
        bodyBytes,
        bodyMemory,
        answerMemory);
  }

  /** The same with other numbers of connections. */
  public ConnectionLimits withConnections(int all, int perAddress) {
    return new ConnectionLimits(
        headTime,
        bodyTime,
        answerTime,
        idleTime,
        minBytesPerSecond,
        all,
        perAddress,
        bodyBytes,
        bodyMemory,
        answerMemory);
  }

  /** The same with other sizes. */
  public ConnectionLimits withSizes(int body, long bodies, long answers) {
    return new ConnectionLimits(
        headTime,
        bodyTime,
        answerTime,
        idleTime,
        minBytesPerSecond,
        connections,
        connectionsPerAddress,
        body,
        bodies,
        answers);
  }
}
