package dev.etagere.server.http.log;

/**
 * A handler of the JDK's logging that can also take lines of requests as bytes, many at once: a
 * record for each of them costs three times as much.
 */
public interface LineHandler {
  /** Whether it would write a record at INFO, just as {@link #begin} does. */
  boolean takesLines();

  /**
   * Writes the words that stand in front of those of a line at INFO.
   *
   * @param logger the name of its logger
   * @param millis when it was logged, since the epoch
   */
  void begin(LineText line, String logger, long millis);

  /** Writes lines, and flushes. */
  void write(byte[] lines, int length);
}
