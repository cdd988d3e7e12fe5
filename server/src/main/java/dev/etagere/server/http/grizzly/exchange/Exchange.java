package dev.etagere.server.http.grizzly.exchange;

import com.google.common.collect.Iterables;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.trace.TraceContext;
import java.util.concurrent.atomic.AtomicBoolean;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.jersey.internal.PropertiesDelegate;
import org.jspecify.annotations.Nullable;

/**
 * What this server knows of one request beside the request itself. It is touched by one thread at a
 * time: Grizzly hands a request over from one thread to the next. Only its end may come from
 * another one, which closes the connection.
 */
public final class Exchange {
  /** The name of the exchange among the properties of a request. */
  public static final String PROPERTY = Exchange.class.getName();

  private final String requestId;
  private final TraceContext trace;
  private final long startNanos = System.nanoTime();
  private volatile long completeNanos = startNanos;
  private long contentBytes;
  private final AtomicBoolean over = new AtomicBoolean();
  private boolean broken;
  private boolean callerGone;
  private @Nullable String problem;
  private @Nullable Problem refusal;
  private @Nullable PropertiesDelegate properties;

  private Exchange(String requestId, TraceContext trace) {
    this.requestId = requestId;
    this.trace = trace;
  }

  /** The exchange of this request, made at the first call. */
  public static Exchange of(HttpRequestPacket request) {
    if (request.getAttribute(PROPERTY) instanceof Exchange known) {
      return known;
    }
    Exchange exchange =
        new Exchange(
            RequestIds.of(request.getHeader(RequestIds.FIELD)),
            TraceContext.of(traceparent(request)));
    request.setAttribute(PROPERTY, exchange);
    return exchange;
  }

  /** Null too where the field was sent more than once. */
  private static @Nullable String traceparent(HttpRequestPacket request) {
    String first = request.getHeader(TraceContext.FIELD);
    if (first == null) {
      return null;
    }
    return Iterables.size(request.getHeaders().values(TraceContext.FIELD)) == 1 ? first : null;
  }

  /** The trace that the request belongs to. */
  public TraceContext trace() {
    return trace;
  }

  /** The request's id: the caller's own, or one that was made. */
  public String requestId() {
    return requestId;
  }

  /** Nanoseconds since the head of the request began to be read. */
  public long nanos() {
    return System.nanoTime() - startNanos;
  }

  /** The request is complete: from now on, the server is waited for. */
  public void complete() {
    completeNanos = System.nanoTime();
  }

  /** When the request was complete, by {@link System#nanoTime}. */
  public long completeNanos() {
    return completeNanos;
  }

  /** Bytes of content sent in the answer so far. */
  public long contentBytes() {
    return contentBytes;
  }

  /** Counts bytes of content that are sent in the answer. */
  public void sent(long bytes) {
    contentBytes += bytes;
  }

  /** Whether the answer's content could not be written to its end. */
  public boolean isBroken() {
    return broken;
  }

  /** Notes whether the answer's content could not be written to its end. */
  public void setBroken(boolean isBroken) {
    broken = isBroken;
  }

  /** Whether the connection took no more of the answer's content. */
  public boolean isCallerGone() {
    return callerGone;
  }

  /** Notes that the connection took no more of the answer's content. */
  public void callerHasGone() {
    callerGone = true;
  }

  /**
   * Ends an exchange that no thread was working on: its answer, or the loss of its connection,
   * which may come at the same time.
   *
   * @return true for the first of them only
   */
  public boolean end() {
    return over.compareAndSet(false, true);
  }

  /** Whether {@link #end} was called. */
  public boolean isOver() {
    return over.get();
  }

  /** Why the request was refused before it became one. */
  public @Nullable Problem refusal() {
    return refusal;
  }

  /** Notes why the request is refused before it became one. */
  public void refuse(Problem problem) {
    refusal = problem;
  }

  /** Notes the name of the problem that is answered below the endpoints. */
  public void answeredWith(String problemName) {
    problem = problemName;
  }

  /** What the request came to, if anybody has said so. */
  public @Nullable String outcome() {
    if (problem != null) {
      return problem;
    }
    return properties != null
            && properties.getProperty(RequestProperties.OUTCOME) instanceof String s
        ? s
        : null;
  }

  /** Lets the endpoints know this exchange, and tell it who is calling. */
  public void attach(PropertiesDelegate jersey) {
    jersey.setProperty(PROPERTY, this);
    jersey.setProperty(RequestProperties.REQUEST_ID, requestId);
    properties = jersey;
  }

  /** Who is calling, if an endpoint's filter has found out. */
  public @Nullable String caller() {
    return properties != null
            && properties.getProperty(RequestProperties.CALLER) instanceof String s
        ? s
        : null;
  }
}
