package dev.etagere.server.otel;

import dev.etagere.server.http.grizzly.exchange.RequestObserver;
import dev.etagere.server.store.ResourceStore;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Makes spans of requests and of calls of the store, and exports them. */
public final class Tracing implements AutoCloseable {
  private static final String SCOPE = "dev.etagere.server";

  /** A stop does not wait longer for a collector that does not answer. */
  private static final int CLOSE_SECONDS = 5;

  private final OpenTelemetrySdk sdk;

  private Tracing(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
  }

  /**
   * Begins to export as the settings say.
   *
   * @throws TraceSettingsException if they have a mistake
   */
  public static Tracing start(TraceSettings settings) {
    return start(settings, provider -> provider);
  }

  /** The same, with something more that is told of spans. */
  static Tracing start(TraceSettings settings, UnaryOperator<SdkTracerProviderBuilder> with) {
    settings.check();
    try {
      return new Tracing(
          AutoConfiguredOpenTelemetrySdk.builder()
              .addPropertiesCustomizer(environment -> settings.forSdk())
              .addTracerProviderCustomizer(
                  (provider, properties) -> with.apply(provider.setIdGenerator(new OwnIds())))
              .disableShutdownHook()
              .build()
              .getOpenTelemetrySdk());
    } catch (ConfigurationException | IllegalArgumentException e) {
      throw new TraceSettingsException(
          "The settings of OpenTelemetry have a mistake: "
              + settings.withoutValues(String.valueOf(e.getMessage()))
              + " Correct it, or leave OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_TRACES_EXPORTER out.",
          e);
    }
  }

  /**
   * Takes what is told of requests, and passes it on.
   *
   * @param scheme of the server's URLs
   */
  public RequestObserver requests(String scheme, RequestObserver next) {
    return new RequestSpans(tracer(), sampler(), scheme, next);
  }

  /**
   * The same store, its calls for requests that are recorded being spans.
   *
   * @param system what OpenTelemetry calls the database
   */
  public ResourceStore traced(ResourceStore store, String system) {
    return new TracedStore(store, new StoreSpans(tracer(), system));
  }

  private Tracer tracer() {
    return sdk.getTracer(SCOPE);
  }

  private Sampler sampler() {
    return sdk.getSdkTracerProvider().getSampler();
  }

  /** Exports what is left, for a few seconds at most. */
  @Override
  public void close() {
    sdk.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
  }
}
