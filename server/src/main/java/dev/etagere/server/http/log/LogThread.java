package dev.etagere.server.http.log;

import com.google.common.util.concurrent.Monitor;
import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.ErrorManager;
import org.slf4j.Logger;

/**
 * A thread that gives lines to their loggers at INFO, in the order in which they came, so that no
 * request waits for the log's device.
 *
 * <p>No line is dropped that its logger takes: where more come than the loggers take, requests wait
 * for them, and {@link #close} gives them all. Only a process that is killed loses lines, at most
 * those of its last moment.
 */
public final class LogThread implements AutoCloseable {
  private static final int ROOM = 4096;

  /** To wake a thread costs more than to write a line: it lets some gather first. */
  private static final int GATHER_MILLIS = 20;

  private final Map<Logger, LineLogger> loggers = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::run, "etagere-log");
  private final ErrorManager failures = new ErrorManager();

  private List<Line> lines = new ArrayList<>(ROOM);
  private boolean closed;

  private final Monitor monitor = new Monitor();
  private final Monitor.Guard work = monitor.newGuard(() -> closed || lines.size() > 0);
  private final Monitor.Guard much = monitor.newGuard(() -> closed || lines.size() >= ROOM / 2);
  private final Monitor.Guard room = monitor.newGuard(() -> closed || lines.size() < ROOM);

  /** What came, and when. */
  private record Line(Logger logger, String text, Instant at) {}

  private LogThread() {
    thread.setDaemon(true);
  }

  /** Starts the thread. */
  public static LogThread start() {
    LogThread started = new LogThread();
    started.thread.start();
    return started;
  }

  /**
   * Logs a line; after {@link #close} at once.
   *
   * @param text without control characters: what others have named in it has gone through {@link
   *     LineField#safe}
   */
  public void info(Logger logger, String text) {
    if (logger.isInfoEnabled()) {
      Line line = new Line(logger, text, Instant.now());
      if (!isTaken(line)) {
        write(line);
        flush();
      }
    }
  }

  private boolean isTaken(Line line) {
    monitor.enterWhenUninterruptibly(room);
    try {
      return !closed && lines.add(line);
    } finally {
      monitor.leave();
    }
  }

  private void run() {
    List<Line> gathered = gathered();
    while (!gathered.isEmpty()) {
      gathered.forEach(this::write);
      flush();
      gathered = gathered();
    }
  }

  /** What waits, after letting some gather; nothing at the end. */
  private List<Line> gathered() {
    monitor.enterWhenUninterruptibly(work);
    try {
      var unused = monitor.waitForUninterruptibly(much, GATHER_MILLIS, TimeUnit.MILLISECONDS);
      List<Line> gathered = lines;
      lines = new ArrayList<>(ROOM);
      return gathered;
    } finally {
      monitor.leave();
    }
  }

  private void write(Line line) {
    attempt(
        () -> loggers.computeIfAbsent(line.logger, LineLogger::of).line(line.text, line.at),
        ErrorManager.WRITE_FAILURE);
  }

  private void flush() {
    loggers.values().forEach(logger -> attempt(logger::flush, ErrorManager.FLUSH_FAILURE));
  }

  /** Whatever goes wrong: without this thread nobody would take lines, and requests would wait. */
  private void attempt(Runnable work, int code) {
    try {
      work.run();
    } catch (RuntimeException e) {
      failures.error("A line of the log was not written", e, code);
    }
  }

  /** Gives the loggers what waits. */
  @Override
  public void close() {
    monitor.enter();
    try {
      closed = true;
    } finally {
      monitor.leave();
    }
    Uninterruptibles.joinUninterruptibly(thread);
  }
}
