package dev.etagere.server;

import com.google.common.base.CharMatcher;
import dev.etagere.server.http.log.GatheredRecord;
import dev.etagere.server.http.log.LineText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * One line per record: UTC time (ISO 8601), level, logger, message. A stack trace follows in lines
 * that begin with a tab.
 *
 * <p>Public, because the JDK makes it by its name.
 */
public final class LogLineFormatter extends Formatter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** A line break from a request would otherwise begin a record that never was. */
  private static final CharMatcher CONTROL = CharMatcher.javaIsoControl();

  /** Room for what stands before the message, or the text would grow piece by piece. */
  private static final int PREFIX = 64;

  /** Longer chains are loops or noise. */
  private static final int MAX_CAUSES = 10;

  private volatile Stamp last = new Stamp(0);

  /**
   * A time as it is written; many records share one.
   *
   * @param at in milliseconds
   * @param text of it
   */
  private record Stamp(long at, String text) {
    Stamp(long millis) {
      this(millis, TIME.format(Instant.ofEpochMilli(millis)));
    }
  }

  /** Makes the formatter; for the JDK. */
  public LogLineFormatter() {}

  @Override
  public String format(LogRecord record) {
    // A line of a request is one already, and to look through it again takes a third of the time.
    String message =
        record instanceof GatheredRecord ? record.getMessage() : oneLine(formatMessage(record));
    var text = new StringBuilder(message.length() + PREFIX);
    text.append(stamp(record.getMillis()))
        .append(' ')
        .append(record.getLevel().getName())
        .append(' ')
        .append(record.getLoggerName())
        .append(' ')
        .append(message)
        .append(System.lineSeparator());
    appendTrace(text, record.getThrown());
    return text.toString();
  }

  /** Writes what {@link #format} puts in front of the message of a record at INFO. */
  void begin(LineText line, String logger, long millis) {
    line.plain(stamp(millis)).plain(Level.INFO.getName()).plain(logger);
  }

  private String stamp(long millis) {
    Stamp stamp = last;
    if (stamp.at() != millis) {
      stamp = new Stamp(millis);
      last = stamp;
    }
    return stamp.text();
  }

  private static void appendTrace(StringBuilder text, @Nullable Throwable thrown) {
    int causes = 0;
    for (Throwable t = thrown; t != null && causes < MAX_CAUSES; t = t.getCause()) {
      String label = causes++ == 0 ? "" : "Caused by: ";
      text.append('\t').append(label).append(oneLine(t.toString())).append(System.lineSeparator());
      for (StackTraceElement frame : t.getStackTrace()) {
        text.append("\t\tat ").append(frame).append(System.lineSeparator());
      }
    }
  }

  private static String oneLine(@Nullable String text) {
    return text == null ? "null" : CONTROL.replaceFrom(text, ' ');
  }
}
