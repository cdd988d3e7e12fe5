package dev.etagere.server.http.grizzly.exchange;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.util.stream.Collectors;
import org.glassfish.grizzly.http.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line per request at INFO of the logger {@value #LOGGER}: method, path, status, duration in
 * milliseconds, bytes of content sent, request id, caller.
 *
 * <p>Of the query only the names are logged: values may be personal or secret. Nothing is formatted
 * while the level is off.
 */
public final class AccessLog {
  /** The name of its logger. */
  public static final String LOGGER = "etagere.access";

  private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
  private static final String LINE = "{} {} {} {} {} {} {}";
  private static final String UNKNOWN = "-";
  private static final CharMatcher UNSAFE = CharMatcher.inRange('!', '~').negate();
  private static final Splitter PARAMETERS = Splitter.on('&').omitEmptyStrings();

  private AccessLog() {}

  /** Logs an answered request. */
  public static void answered(Request request, Exchange exchange) {
    if (LOG.isInfoEnabled()) {
      LOG.info(
          LINE,
          request.getMethod().getMethodString(),
          safe(request.getRequestURI() + names(request.getQueryString())),
          request.getResponse().getStatus(),
          millis(exchange.nanos()),
          exchange.contentBytes(),
          exchange.requestId(),
          safe(exchange.caller()));
    }
  }

  /** Logs what was refused before it became a request: nothing in it can be trusted. */
  public static void refused(int status, Exchange exchange) {
    LOG.info(
        LINE,
        UNKNOWN,
        UNKNOWN,
        status,
        UNKNOWN,
        exchange.contentBytes(),
        exchange.requestId(),
        UNKNOWN);
  }

  private static String safe(@Nullable String text) {
    return text == null || text.isEmpty() ? UNKNOWN : UNSAFE.replaceFrom(text, '?');
  }

  /** The names of a query's parameters, as in {@code ?after,limit}. */
  static String names(@Nullable String query) {
    if (query == null) {
      return "";
    }
    return PARAMETERS
        .splitToStream(query)
        .map(parameter -> parameter.substring(0, nameLength(parameter)))
        .collect(Collectors.joining(",", "?", ""));
  }

  private static int nameLength(String parameter) {
    int equals = parameter.indexOf('=');
    return equals < 0 ? parameter.length() : equals;
  }

  /** Milliseconds with three decimals, the same in every locale. */
  static String millis(long nanos) {
    long micros = nanos / 1000;
    String fraction = Long.toString(1000 + micros % 1000).substring(1);
    return micros / 1000 + "." + fraction;
  }
}
