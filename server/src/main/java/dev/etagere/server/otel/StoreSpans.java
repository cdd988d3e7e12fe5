package dev.etagere.server.otel;

import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.store.CallComment;
import dev.etagere.server.trace.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A span for each call of the store that a recorded request makes: one whose thread has a remark
 * for the database. Names are those of OpenTelemetry's conventions for databases.
 */
final class StoreSpans {
  private final Tracer tracer;
  private final String system;

  StoreSpans(Tracer tracer, String system) {
    this.tracer = tracer;
    this.system = system;
  }

  <T> T call(String operation, CollectionName collection, Supplier<T> call) {
    Span span = start(operation, collection);
    try {
      return call.get();
    } catch (RuntimeException e) {
      failed(span, e);
      throw e;
    } finally {
      span.end();
    }
  }

  /** The span is as long as the stage takes to be complete. */
  <T> CompletionStage<T> callAsync(
      String operation, CollectionName collection, Supplier<CompletionStage<T>> call) {
    Span span = start(operation, collection);
    CompletionStage<T> begun;
    try {
      begun = call.get();
    } catch (RuntimeException e) {
      failed(span, e);
      span.end();
      throw e;
    }
    return begun.whenComplete(
        (result, failure) -> {
          if (failure != null) {
            // A stage that follows from another one wraps what that one failed with.
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
            failed(span, cause == null ? failure : cause);
          }
          span.end();
        });
  }

  private Span start(String operation, CollectionName collection) {
    String comment = CallComment.current();
    if (comment == null) {
      return Span.getInvalid();
    }
    // Whoever reads the remark is called by the request's span.
    TraceContext called = TraceContext.of(comment);
    SpanContext request =
        SpanContext.createFromRemoteParent(
            called.traceId(), called.parentId(), TraceFlags.getSampled(), TraceState.getDefault());
    return tracer
        .spanBuilder(operation + ' ' + collection.value())
        .setSpanKind(system.equals("sqlite") ? SpanKind.INTERNAL : SpanKind.CLIENT)
        .setParent(Context.root().with(Span.wrap(request)))
        .setAttribute("db.system.name", system)
        .setAttribute("db.operation.name", operation)
        .setAttribute("db.collection.name", collection.value())
        .startSpan();
  }

  private static void failed(Span span, Throwable failure) {
    span.setStatus(StatusCode.ERROR).setAttribute("error.type", failure.getClass().getSimpleName());
  }
}
