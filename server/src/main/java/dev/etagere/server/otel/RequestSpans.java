package dev.etagere.server.otel;

import com.google.common.collect.ImmutableSet;
import dev.etagere.server.http.grizzly.exchange.Exchange;
import dev.etagere.server.http.grizzly.exchange.RequestObserver;
import dev.etagere.server.http.grizzly.exchange.Route;
import dev.etagere.server.trace.TraceContext;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One span for each request, made when it is answered: then all is known of it, and no thread
 * carries it meanwhile. Names are those of OpenTelemetry's conventions for HTTP.
 */
final class RequestSpans implements RequestObserver {
  private static final ImmutableSet<String> METHODS =
      ImmutableSet.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final int SERVER_ERROR = 500;

  private final Tracer tracer;
  private final Sampler sampler;
  private final String scheme;
  private final RequestObserver next;

  RequestSpans(Tracer tracer, Sampler sampler, String scheme, RequestObserver next) {
    this.tracer = tracer;
    this.sampler = sampler;
    this.scheme = scheme;
    this.next = next;
  }

  /** The samplers of OpenTelemetry decide by parent and trace, so once more the same. */
  @Override
  public boolean records(Exchange exchange) {
    TraceContext trace = exchange.trace();
    return sampler
        .shouldSample(
            parent(trace), trace.traceId(), "", SpanKind.SERVER, Attributes.empty(), List.of())
        .getDecision()
        .equals(SamplingDecision.RECORD_AND_SAMPLE);
  }

  @Override
  public void answered(String method, String path, int status, long nanos, Exchange exchange) {
    next.answered(method, path, status, nanos, exchange);
    if (records(exchange)) {
      record(method, path, status, nanos, exchange);
    }
  }

  private void record(String method, String path, int status, long nanos, Exchange exchange) {
    boolean isKnown = METHODS.contains(method);
    Route route = Route.of(path);
    String shown = isKnown ? method : "HTTP";
    long end = Clocks.epochNanos();
    SpanBuilder builder =
        tracer
            .spanBuilder(route == Route.OTHER ? shown : shown + ' ' + route.template())
            .setSpanKind(SpanKind.SERVER)
            .setParent(parent(exchange.trace()))
            .setStartTimestamp(end - nanos, TimeUnit.NANOSECONDS)
            .setAttribute("http.request.method", isKnown ? method : "_OTHER")
            .setAttribute("http.response.status_code", (long) status)
            .setAttribute("url.scheme", scheme)
            .setAttribute("url.path", path)
            .setAttribute("etagere.request_id", exchange.requestId());
    if (route != Route.OTHER) {
      builder.setAttribute("http.route", route.template());
    }
    String outcome = exchange.outcome();
    if (outcome != null) {
      builder.setAttribute("etagere.outcome", outcome);
    }
    if (status >= SERVER_ERROR) {
      builder.setAttribute("error.type", outcome == null ? Integer.toString(status) : outcome);
    }
    start(builder, exchange.trace(), status).end(end, TimeUnit.NANOSECONDS);
  }

  private static Span start(SpanBuilder builder, TraceContext trace, int status) {
    OwnIds.use(trace);
    try {
      Span span = builder.startSpan();
      return status >= SERVER_ERROR ? span.setStatus(StatusCode.ERROR) : span;
    } finally {
      OwnIds.clear();
    }
  }

  /** The caller's span, if it has named one. */
  private static Context parent(TraceContext trace) {
    return trace.parent() == 0
        ? Context.root()
        : Context.root()
            .with(
                Span.wrap(
                    SpanContext.createFromRemoteParent(
                        trace.traceId(),
                        trace.parentId(),
                        trace.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                        TraceState.getDefault())));
  }

  @Override
  public void refused(int status) {
    next.refused(status);
  }
}
