package dev.etagere.server;

import dev.etagere.server.http.log.GatheredRecord;
import java.io.OutputStream;
import java.util.logging.LogRecord;
import java.util.logging.StreamHandler;

/**
 * Writes records to stderr, each at once but for those whose writer flushes many together: with a
 * system call for each, the lines of requests cost a tenth of what the server can do.
 *
 * <p>Public, because the JDK makes it by its name.
 */
public final class StderrHandler extends StreamHandler {
  /** Makes the handler; for the JDK. */
  public StderrHandler() {
    this(System.err);
  }

  StderrHandler(OutputStream err) {
    setOutputStream(err);
  }

  @Override
  public synchronized void publish(LogRecord record) {
    super.publish(record);
    if (!(record instanceof GatheredRecord)) {
      flush();
    }
  }

  /** Flushes; stderr is not this handler's to close. */
  @Override
  public synchronized void close() {
    flush();
  }
}
