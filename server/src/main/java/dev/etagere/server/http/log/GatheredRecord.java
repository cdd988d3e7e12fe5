package dev.etagere.server.http.log;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * A record that {@link LogThread} wrote, and after which it soon flushes the handlers itself: a
 * handler need not flush for it alone.
 */
public final class GatheredRecord extends LogRecord {
  private static final long serialVersionUID = 1;

  /**
   * Makes the record of a line that was logged then.
   *
   * @param line without control characters
   */
  public GatheredRecord(String logger, String line, Instant at) {
    super(Level.INFO, line);
    setInstant(at);
    setLoggerName(logger);
    // Or a formatter that shows a caller would look for one among the frames of this package.
    setSourceClassName(logger);
  }
}
