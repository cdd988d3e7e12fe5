package dev.etagere.server;

import dev.etagere.server.http.grizzly.exchange.RequestObserver;
import dev.etagere.server.otel.TraceSettings;
import dev.etagere.server.otel.Tracing;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.sqlite.SqliteStore;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The traces of a server, if any are exported; else it costs nothing and loads nothing. */
final class Traces implements AutoCloseable {
  private final @Nullable Tracing tracing;

  private Traces(@Nullable Tracing tracing) {
    this.tracing = tracing;
  }

  /**
   * Begins to export if the variables of OpenTelemetry ask for it.
   *
   * @throws dev.etagere.server.otel.TraceSettingsException if they have a mistake
   */
  static Traces of(Map<String, String> environment) {
    TraceSettings settings = TraceSettings.of(environment);
    return new Traces(settings.wantTraces() ? Tracing.start(settings) : null);
  }

  /** Opens a store, or ends the export if that fails. */
  <T> ResourceStore open(Function<T, ResourceStore> opener, T collections) {
    try {
      return opener.apply(collections);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Of calls of the store. */
  ResourceStore of(ResourceStore measured, ResourceStore opened) {
    return tracing == null
        ? measured
        : tracing.traced(measured, opened instanceof SqliteStore ? "sqlite" : "mongodb");
  }

  /** Of requests. */
  RequestObserver of(RequestObserver other, String scheme) {
    return tracing == null ? other : tracing.requests(scheme, other);
  }

  @Override
  public void close() {
    if (tracing != null) {
      tracing.close();
    }
  }
}
