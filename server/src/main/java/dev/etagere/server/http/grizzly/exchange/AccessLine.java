package dev.etagere.server.http.grizzly.exchange;

import com.google.common.base.Splitter;
import dev.etagere.server.http.log.LineText;
import dev.etagere.server.http.log.LogLine;
import dev.etagere.server.trace.TraceContext;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is logged of one request. Of the query only the names are: values may be personal or secret.
 *
 * @param method null if it is not known
 * @param path the raw path, null if it is not known
 * @param query the raw query
 * @param status of the answer
 * @param nanos how long the request took, negative if that is not known
 * @param bytes of content in the answer
 * @param requestId the request's id
 * @param caller who has called, null if nobody knows
 * @param trace the trace that it belongs to
 */
record AccessLine(
    @Nullable String method,
    @Nullable String path,
    @Nullable String query,
    int status,
    long nanos,
    long bytes,
    String requestId,
    @Nullable String caller,
    TraceContext trace)
    implements LogLine {
  private static final String UNKNOWN = "-";
  private static final Splitter PARAMETERS = Splitter.on('&').omitEmptyStrings();

  /** Nothing of a head that was refused can be trusted. */
  static AccessLine ofRefused(int status, long bytes, String requestId, TraceContext trace) {
    return new AccessLine(null, null, null, status, -1, bytes, requestId, null, trace);
  }

  /** Method, path, status, duration in milliseconds, bytes, request id, caller, trace id. */
  @Override
  public void writeTo(LineText line) {
    line.word(method).word(path);
    if (query != null) {
      line.joined(names(query));
    }
    line.number(status);
    if (nanos < 0) {
      line.plain(UNKNOWN);
    } else {
      line.thousandths(nanos / 1000);
    }
    line.number(bytes).plain(requestId).word(caller).hex(trace.traceHigh(), trace.traceLow());
  }

  /** The names of a query's parameters, as in {@code ?after,limit}. */
  static String names(String query) {
    return PARAMETERS
        .splitToStream(query)
        .map(parameter -> parameter.substring(0, nameLength(parameter)))
        .collect(Collectors.joining(",", "?", ""));
  }

  private static int nameLength(String parameter) {
    int equals = parameter.indexOf('=');
    return equals < 0 ? parameter.length() : equals;
  }
}
