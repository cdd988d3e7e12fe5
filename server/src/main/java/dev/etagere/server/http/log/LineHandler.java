package dev.etagere.server.http.log;

import java.time.Instant;

/**
 * A handler of the JDK's logging that can also take lines of requests as bytes, many at once: a
 * record for each of them costs three times as much.
 */
public interface LineHandler {
  /** Whether it would write a record at INFO, just as {@link #line} does. */
  boolean takesLines();

  /**
   * The bytes that a record at INFO comes to, the end of the line too. Called by many threads.
   *
   * @param logger the name of its logger
   * @param at when it was logged
   * @param text without control characters
   */
  byte[] line(String logger, Instant at, String text);

  /** Writes lines, and flushes. */
  void write(byte[] lines, int length);
}
