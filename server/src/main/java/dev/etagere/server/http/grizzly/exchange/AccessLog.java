package dev.etagere.server.http.grizzly.exchange;

import dev.etagere.server.http.log.LogThread;
import org.glassfish.grizzly.http.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of each request: to an observer, and by one line at INFO of the logger {@value #LOGGER}:
 * method, path, status, duration in milliseconds, bytes of content sent, request id, caller, trace
 * id.
 *
 * @param lines where the lines are written
 * @param observer is told too
 */
public record AccessLog(LogThread lines, RequestObserver observer) {
  /** The name of its logger. */
  public static final String LOGGER = "etagere.access";

  private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

  /** Only lines. */
  public AccessLog(LogThread lines) {
    this(lines, RequestObserver.NONE);
  }

  /** Logs an answered request. */
  public void answered(Request request, Exchange exchange) {
    String method = request.getMethod().getMethodString();
    String path = request.getRequestURI();
    int status = request.getResponse().getStatus();
    long nanos = exchange.nanos();
    observer.answered(method, path, status, nanos, exchange);
    if (LOG.isInfoEnabled()) {
      AccessLine line =
          new AccessLine(
              method,
              path,
              request.getQueryString(),
              status,
              nanos,
              exchange.contentBytes(),
              exchange.requestId(),
              exchange.caller(),
              exchange.trace());
      lines.info(LOG, line);
    }
  }

  /** Logs what was refused before it became a request: nothing in it can be trusted. */
  public void refused(int status, Exchange exchange) {
    observer.refused(status);
    AccessLine line =
        AccessLine.ofRefused(
            status, exchange.contentBytes(), exchange.requestId(), exchange.trace());
    lines.info(LOG, line);
  }
}
