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
import org.jspecify.annotations.Nullable;
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
  /** Lines that may wait. */
  private static final int ROOM = 2048;

  /** So much is written at once, and stays in the processor's caches until then. */
  private static final int BYTES = 64 * 1024;

  /** To wake a thread costs more than to write a line: it lets some gather first. */
  private static final int GATHER_MILLIS = 20;

  private final Map<Logger, Way> ways = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::run, "etagere-log");
  private final ErrorManager failures = new ErrorManager();

  private List<Line> waiting = new ArrayList<>();

  /** What this thread writes, and nobody else touches. */
  private List<Line> gathered = new ArrayList<>();

  private final LineText text = new LineText(BYTES);

  private boolean closed;

  private final Monitor monitor = new Monitor();
  private final Monitor.Guard work = monitor.newGuard(() -> closed || !waiting.isEmpty());
  private final Monitor.Guard much = monitor.newGuard(() -> closed || waiting.size() >= ROOM / 2);
  private final Monitor.Guard room = monitor.newGuard(() -> closed || waiting.size() < ROOM);

  /** What came, and when: milliseconds since the epoch. */
  private record Line(Way way, LogLine line, long millis) {}

  /** The way of a logger's lines. */
  private static final class Way {
    private final LineLogger logger;

    /** Null if they go through the logger; looked at again now and then, since it may change. */
    private @Nullable LineHandler handler;

    Way(Logger logger) {
      this.logger = LineLogger.of(logger);
    }

    void look() {
      handler = logger.handler();
    }
  }

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
   * @param line is written later, by another thread
   */
  public void info(Logger logger, LogLine line) {
    if (logger.isInfoEnabled()) {
      Line taken = new Line(way(logger), line, System.currentTimeMillis());
      if (!isTaken(taken)) {
        write(taken);
        flush();
      }
    }
  }

  private Way way(Logger logger) {
    Way known = ways.get(logger);
    return known == null ? ways.computeIfAbsent(logger, Way::new) : known;
  }

  private boolean isTaken(Line line) {
    monitor.enterWhenUninterruptibly(room);
    try {
      return !closed && waiting.add(line);
    } finally {
      monitor.leave();
    }
  }

  private void run() {
    while (gather()) {
      ways.values().forEach(way -> attempt(way::look, ErrorManager.GENERIC_FAILURE));
      writeGathered();
      flush();
    }
  }

  /** Takes what waits, after letting some gather; false at the end. */
  private boolean gather() {
    monitor.enterWhenUninterruptibly(work);
    try {
      var unused = monitor.waitForUninterruptibly(much, GATHER_MILLIS, TimeUnit.MILLISECONDS);
      List<Line> taken = waiting;
      waiting = gathered;
      gathered = taken;
      return !gathered.isEmpty();
    } finally {
      monitor.leave();
    }
  }

  private void writeGathered() {
    LineHandler last = null;
    for (Line line : gathered) {
      LineHandler handler = line.way.handler;
      if (handler != last || text.length() >= BYTES) {
        give(last);
      }
      last = handler;
      if (handler == null) {
        write(line);
      } else {
        attempt(() -> add(handler, line), ErrorManager.FORMAT_FAILURE);
      }
    }
    give(last);
    gathered.clear();
  }

  private void add(LineHandler handler, Line line) {
    int before = text.length();
    try {
      handler.begin(text, line.way.logger.name(), line.millis);
      line.line.writeTo(text);
      text.end();
    } catch (RuntimeException e) {
      text.cutTo(before);
      throw e;
    }
  }

  private void give(@Nullable LineHandler handler) {
    if (handler != null) {
      attempt(() -> text.giveTo(handler), ErrorManager.WRITE_FAILURE);
    }
  }

  private void write(Line line) {
    attempt(
        () -> line.way.logger.line(LineText.of(line.line), Instant.ofEpochMilli(line.millis)),
        ErrorManager.WRITE_FAILURE);
  }

  private void flush() {
    ways.values().forEach(way -> attempt(way.logger::flush, ErrorManager.FLUSH_FAILURE));
  }

  /** Whatever goes wrong: without this thread nobody would take lines, and requests would wait. */
  private void attempt(Runnable work, int code) {
    try {
      work.run();
    } catch (RuntimeException e) {
      failures.error("The log failed; a line may be missing", e, code);
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
