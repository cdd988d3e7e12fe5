package dev.etagere.server.http.log;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.ErrorManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that makes lines and gives them to their loggers at INFO, in the order in which they
 * came, so that no request waits for the log's device.
 *
 * <p>No line is dropped that its logger takes: where more come than the loggers take, requests wait
 * for them, and {@link #close} gives them all. Only a process that is killed loses lines, at most
 * those of its last moment.
 */
public final class LogThread implements AutoCloseable {
  private static final int QUEUE = 4096;

  /** To wake a thread costs more than to write a line: it lets some gather first. */
  private static final int GATHER_MILLIS = 20;

  private static final Line END = new Line(LoggerFactory.getLogger(LogThread.class), () -> "");

  private final Map<Logger, LineLogger> loggers = new ConcurrentHashMap<>();
  private final BlockingQueue<Line> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Thread thread = new Thread(this::run, "etagere-log");
  private final ErrorManager failures = new ErrorManager();
  private volatile boolean closed;

  /** Not a record, since no two lines are the same. */
  private static final class Line {
    private final Logger logger;
    private final Supplier<String> text;

    Line(Logger logger, Supplier<String> text) {
      this.logger = logger;
      this.text = text;
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
   * @param text makes the line, on this thread, from what no longer changes
   */
  public void info(Logger logger, Supplier<String> text) {
    if (logger.isInfoEnabled()) {
      Line line = new Line(logger, text);
      if (closed) {
        write(line);
        flush();
      } else {
        Uninterruptibles.putUninterruptibly(queue, line);
      }
    }
  }

  private void run() {
    List<Line> gathered = new ArrayList<>(QUEUE);
    boolean ended = false;
    while (!ended) {
      gathered.clear();
      gathered.add(Uninterruptibles.takeUninterruptibly(queue));
      if (!closed) {
        Uninterruptibles.sleepUninterruptibly(GATHER_MILLIS, TimeUnit.MILLISECONDS);
      }
      queue.drainTo(gathered);
      for (Line line : gathered) {
        ended |= write(line);
      }
      flush();
    }
  }

  private boolean write(Line line) {
    boolean ends = line.equals(END);
    if (!ends) {
      attempt(
          () -> loggers.computeIfAbsent(line.logger, LineLogger::of).line(line.text.get()),
          ErrorManager.WRITE_FAILURE);
    }
    return ends;
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
    if (!closed) {
      closed = true;
      Uninterruptibles.putUninterruptibly(queue, END);
      Uninterruptibles.joinUninterruptibly(thread);
      for (Line late = queue.poll(); late != null; late = queue.poll()) {
        write(late);
      }
      flush();
    }
  }
}
