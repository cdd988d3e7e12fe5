package dev.etagere.server.otel;

import dev.etagere.server.trace.TraceContext;
import io.opentelemetry.sdk.trace.IdGenerator;

/** Gives a span the ids that the log and the store's commands have for it already. */
final class OwnIds implements IdGenerator {
  private static final ThreadLocal<TraceContext> NEXT = new ThreadLocal<>();
  private static final IdGenerator RANDOM = IdGenerator.random();

  /** The span that this thread starts next is this one, until {@link #clear}. */
  static void use(TraceContext context) {
    NEXT.set(context);
  }

  static void clear() {
    NEXT.remove();
  }

  @Override
  public String generateSpanId() {
    TraceContext next = NEXT.get();
    return next == null ? RANDOM.generateSpanId() : next.spanId();
  }

  @Override
  public String generateTraceId() {
    TraceContext next = NEXT.get();
    return next == null ? RANDOM.generateTraceId() : next.traceId();
  }
}
