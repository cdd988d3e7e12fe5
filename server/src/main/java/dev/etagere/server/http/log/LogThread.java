package dev.etagere.server.http.log;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
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
  private static final int ROOM = 4096;

  /** Room for one of them; the buffer grows. */
  private static final int BYTES_OF_LINE = 128;

  /** To wake a thread costs more than to write a line: it lets some gather first. */
  private static final int GATHER_MILLIS = 20;

  private final Map<Logger, Way> ways = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::run, "etagere-log");
  private final ErrorManager failures = new ErrorManager();

  private Waiting waiting = new Waiting();

  /** What this thread writes, and nobody else touches. */
  private Waiting gathered = new Waiting();

  private boolean closed;

  /** Guava's monitor would look at all that is waited for after each line. */
  private final Lock lock = new ReentrantLock();

  /** Lines wait, or it is closed. */
  private final Condition some = lock.newCondition();

  /** Half of the room is taken, or it is closed. */
  private final Condition much = lock.newCondition();

  /** There is room again, or it is closed. */
  private final Condition room = lock.newCondition();

  /** What came, and when. */
  private record Line(Way way, String text, Instant at) {}

  /** The way of a logger's lines. */
  private static final class Way {
    private final LineLogger logger;

    /** Null if they go through the logger; looked at again now and then, since it may change. */
    private volatile @Nullable LineHandler handler;

    Way(Logger logger) {
      this.logger = LineLogger.of(logger);
      look();
    }

    void look() {
      handler = logger.handler();
    }
  }

  /** Lines that wait: for one handler as bytes, for all others as they came. */
  private static final class Waiting {
    private final List<Line> lines = new ArrayList<>();
    private final LineText bytes = new LineText(BYTES_OF_LINE);
    private @Nullable LineHandler handler;

    boolean isEmpty() {
      return lines.isEmpty() && bytes.length() == 0;
    }

    boolean isOver(int room) {
      return lines.size() >= room || bytes.length() >= room * BYTES_OF_LINE;
    }

    boolean take(LineHandler to, Way way, LogLine line) {
      if (bytes.length() > 0 && handler != to) {
        return false;
      }
      handler = to;
      int before = bytes.length();
      try {
        to.begin(bytes, way.logger.name(), System.currentTimeMillis());
        line.writeTo(bytes);
        bytes.end();
      } catch (RuntimeException | Error e) {
        // Also where there is no memory for it: what follows would be part of its line.
        bytes.cutTo(before);
        throw e;
      }
      return true;
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

  /** Logs a line; after {@link #close} at once. */
  public void info(Logger logger, LogLine line) {
    if (logger.isInfoEnabled()) {
      Way way = way(logger);
      LineHandler handler = way.handler;
      if (handler == null || !isTaken(handler, way, line)) {
        info(new Line(way, LineText.of(line), Instant.now()));
      }
    }
  }

  private Way way(Logger logger) {
    Way known = ways.get(logger);
    return known == null ? ways.computeIfAbsent(logger, Way::new) : known;
  }

  private boolean isTaken(LineHandler handler, Way way, LogLine line) {
    lock.lock();
    try {
      return awaitRoom() && waiting.take(handler, way, line);
    } finally {
      leave();
    }
  }

  private void info(Line line) {
    if (!isTaken(line)) {
      write(line);
      flush();
    }
  }

  private boolean isTaken(Line line) {
    lock.lock();
    try {
      return awaitRoom() && waiting.lines.add(line);
    } finally {
      leave();
    }
  }

  /** False if it is closed. */
  private boolean awaitRoom() {
    while (!closed && waiting.isOver(ROOM)) {
      room.awaitUninterruptibly();
    }
    return !closed;
  }

  /** Tells the thread, if it waits for that, and unlocks. */
  private void leave() {
    some.signal();
    if (waiting.isOver(ROOM / 2)) {
      much.signal();
    }
    lock.unlock();
  }

  private void run() {
    while (gather()) {
      writeBytes();
      gathered.lines.forEach(this::write);
      gathered.lines.clear();
      flush();
      ways.values().forEach(way -> attempt(way::look, ErrorManager.GENERIC_FAILURE));
    }
  }

  /** Takes what waits, after letting some gather; false at the end. */
  private boolean gather() {
    lock.lock();
    try {
      while (!closed && waiting.isEmpty()) {
        some.awaitUninterruptibly();
      }
      // It may also end early, for no reason: then there are fewer lines at once.
      var unused =
          closed
              || waiting.isOver(ROOM / 2)
              || Uninterruptibles.awaitUninterruptibly(much, GATHER_MILLIS, TimeUnit.MILLISECONDS);
      Waiting taken = waiting;
      waiting = gathered;
      gathered = taken;
      room.signalAll();
      return !gathered.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void writeBytes() {
    LineHandler handler = gathered.handler;
    if (handler != null && gathered.bytes.length() > 0) {
      attempt(() -> gathered.bytes.giveTo(handler), ErrorManager.WRITE_FAILURE);
    }
  }

  private void write(Line line) {
    attempt(() -> line.way.logger.line(line.text, line.at), ErrorManager.WRITE_FAILURE);
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
    lock.lock();
    try {
      closed = true;
      some.signal();
      much.signal();
      room.signalAll();
    } finally {
      lock.unlock();
    }
    Uninterruptibles.joinUninterruptibly(thread);
  }
}
