package dev.etagere.server.http.grizzly.exchange;

import dev.etagere.server.http.log.LogThread;
import org.glassfish.grizzly.http.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line per request at INFO of the logger {@value #LOGGER}: method, path, status, duration in
 * milliseconds, bytes of content sent, request id, caller.
 *
 * @param lines where the lines are written
 */
public record AccessLog(LogThread lines) {
  /** The name of its logger. */
  public static final String LOGGER = "etagere.access";

  private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

  /** Logs an answered request. */
  public void answered(Request request, Exchange exchange) {
    if (LOG.isInfoEnabled()) {
      AccessLine line =
          new AccessLine(
              request.getMethod().getMethodString(),
              request.getRequestURI(),
              request.getQueryString(),
              request.getResponse().getStatus(),
              exchange.nanos(),
              exchange.contentBytes(),
              exchange.requestId(),
              exchange.caller());
      lines.info(LOG, line::text);
    }
  }

  /** Logs what was refused before it became a request: nothing in it can be trusted. */
  public void refused(int status, Exchange exchange) {
    AccessLine line = AccessLine.ofRefused(status, exchange.contentBytes(), exchange.requestId());
    lines.info(LOG, line::text);
  }
}
