package dev.etagere.server.http.grizzly;

import dev.etagere.server.http.problem.Problem;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.jersey.internal.PropertiesDelegate;
import org.jspecify.annotations.Nullable;

/**
 * What this server knows of one request beside the request itself. It is touched by one thread at a
 * time: Grizzly hands a request over from the selector to a worker.
 */
final class Exchange {
  private static final String ATTRIBUTE = Exchange.class.getName();

  private final String requestId;
  private final long startNanos = System.nanoTime();
  private long contentBytes;
  private @Nullable Problem refusal;
  private @Nullable PropertiesDelegate properties;

  private Exchange(String requestId) {
    this.requestId = requestId;
  }

  /** The exchange of this request, made at the first call. */
  static Exchange of(HttpRequestPacket request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Exchange known) {
      return known;
    }
    Exchange exchange = new Exchange(RequestIds.of(request.getHeader(RequestIds.FIELD)));
    request.setAttribute(ATTRIBUTE, exchange);
    return exchange;
  }

  String requestId() {
    return requestId;
  }

  long nanos() {
    return System.nanoTime() - startNanos;
  }

  /** Bytes of content sent in the answer so far. */
  long contentBytes() {
    return contentBytes;
  }

  void sent(long bytes) {
    contentBytes += bytes;
  }

  /** Why the request was refused before it became one. */
  @Nullable Problem refusal() {
    return refusal;
  }

  void refuse(Problem problem) {
    refusal = problem;
  }

  void attach(PropertiesDelegate jersey) {
    properties = jersey;
  }

  /** Who is calling, if an endpoint's filter has found out. */
  @Nullable String caller() {
    return properties != null
            && properties.getProperty(RequestProperties.CALLER) instanceof String s
        ? s
        : null;
  }
}
