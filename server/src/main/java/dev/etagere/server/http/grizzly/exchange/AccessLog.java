package dev.etagere.server.http.grizzly.exchange;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.http.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line per request at INFO of the logger {@value #LOGGER}: method, path, status, duration in
 * milliseconds, bytes of content sent, request id, caller.
 *
 * <p>A thread of its own gives the lines to the logger, so that no request waits for the log's
 * device. No line is dropped: where more come than the logger takes, requests wait for it, and
 * {@link #close} gives it all of them. Only a process that is killed loses lines, at most those of
 * its last moment.
 */
public final class AccessLog implements AutoCloseable {
  /** The name of its logger. */
  public static final String LOGGER = "etagere.access";

  private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
  private static final int QUEUE = 4096;

  /** To wake a thread costs more than to write a line: it lets some gather first. */
  private static final int GATHER_MILLIS = 5;

  private static final AccessLine END = AccessLine.ofRefused(0, 0, "");

  private final BlockingQueue<AccessLine> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Thread thread = new Thread(this::run, "etagere-access-log");
  private volatile boolean closed;

  private AccessLog() {
    thread.setDaemon(true);
  }

  /** Starts a log. */
  public static AccessLog start() {
    AccessLog started = new AccessLog();
    started.thread.start();
    return started;
  }

  /** Logs an answered request. */
  public void answered(Request request, Exchange exchange) {
    if (LOG.isInfoEnabled()) {
      log(
          new AccessLine(
              request.getMethod().getMethodString(),
              request.getRequestURI(),
              request.getQueryString(),
              request.getResponse().getStatus(),
              exchange.nanos(),
              exchange.contentBytes(),
              exchange.requestId(),
              exchange.caller()));
    }
  }

  /** Logs what was refused before it became a request: nothing in it can be trusted. */
  public void refused(int status, Exchange exchange) {
    if (LOG.isInfoEnabled()) {
      log(AccessLine.ofRefused(status, exchange.contentBytes(), exchange.requestId()));
    }
  }

  void log(AccessLine line) {
    if (closed) {
      write(line);
    } else {
      Uninterruptibles.putUninterruptibly(queue, line);
    }
  }

  private void run() {
    List<AccessLine> gathered = new ArrayList<>(QUEUE);
    boolean ended = false;
    while (!ended) {
      gathered.clear();
      gathered.add(Uninterruptibles.takeUninterruptibly(queue));
      if (!closed) {
        Uninterruptibles.sleepUninterruptibly(GATHER_MILLIS, TimeUnit.MILLISECONDS);
      }
      queue.drainTo(gathered);
      for (AccessLine line : gathered) {
        ended |= line.equals(END);
        write(line);
      }
    }
  }

  private static void write(AccessLine line) {
    if (!line.equals(END)) {
      LOG.info(line.text());
    }
  }

  /** Gives the logger what waits. A request that is logged later writes its line itself. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Uninterruptibles.putUninterruptibly(queue, END);
      Uninterruptibles.joinUninterruptibly(thread);
      for (AccessLine late = queue.poll(); late != null; late = queue.poll()) {
        write(late);
      }
    }
  }
}
