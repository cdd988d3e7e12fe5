package dev.etagere.server;

import dev.etagere.server.http.log.GatheredRecord;
import dev.etagere.server.http.log.LineHandler;
import dev.etagere.server.http.log.LineText;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.ErrorManager;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.StreamHandler;

/**
 * Writes records to stderr in UTF-8, each at once but for those whose writer flushes many together:
 * with a system call for each, the lines of requests cost a tenth of what the server can do.
 *
 * <p>Public, because the JDK makes it by its name.
 */
public final class StderrHandler extends StreamHandler implements LineHandler {
  private static final int BUFFER = 64 * 1024;

  /** One of its own: who sets another formatter gets records. */
  private static final LogLineFormatter LINES = new LogLineFormatter();

  private final OutputStream err;

  /** Makes the handler; for the JDK. */
  public StderrHandler() {
    this(System.err);
  }

  StderrHandler(OutputStream err) {
    this.err = new BufferedOutputStream(err, BUFFER);
    setOutputStream(this.err);
  }

  /** Not by the stream's own way, which encodes each line piece by piece. */
  @Override
  public synchronized void publish(LogRecord record) {
    if (!isLoggable(record)) {
      return;
    }
    try {
      err.write(getFormatter().format(record).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      reportError(null, e, ErrorManager.WRITE_FAILURE);
    } catch (RuntimeException e) {
      // As the JDK's handlers do: who logs is not to fail for a formatter.
      reportError(null, e, ErrorManager.FORMAT_FAILURE);
    }
    if (!(record instanceof GatheredRecord)) {
      flush();
    }
  }

  @Override
  public boolean takesLines() {
    return getFormatter() instanceof LogLineFormatter
        && getFilter() == null
        && getLevel().intValue() <= Level.INFO.intValue();
  }

  @Override
  public void begin(LineText line, String logger, long millis) {
    LINES.begin(line, logger, millis);
  }

  @Override
  public synchronized void write(byte[] lines, int length) {
    try {
      err.write(lines, 0, length);
    } catch (IOException e) {
      reportError(null, e, ErrorManager.WRITE_FAILURE);
    }
    flush();
  }

  /** Flushes; stderr is not this handler's to close. */
  @Override
  public synchronized void close() {
    flush();
  }
}
