package dev.etagere.server.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etagere.server.EtagereServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as a wish for traces, and what is refused. */
class TraceSettingsTest {
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

  @ParameterizedTest
  @CsvSource({
    "OTEL_EXPORTER_OTLP_ENDPOINT, http://localhost:4318, true",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, http://localhost:4318/v1/traces, true",
    "OTEL_TRACES_EXPORTER, otlp, true",
    "OTEL_TRACES_EXPORTER, none, false",
    "OTEL_EXPORTER_OTLP_ENDPOINT, ' ', false",
    "OTEL_SERVICE_NAME, notes, false",
    "OTEL_METRICS_EXPORTER, otlp, false",
    "PATH, /bin, false"
  })
  void variable_alone_asksForTraces(String name, String value, boolean asks) {
    assertThat(TraceSettings.of(Map.of(name, value)).wantTraces()).isEqualTo(asks);
  }

  @Test
  void sdk_disabled_wantsNoTraces() {
    Map<String, String> all =
        Map.of(ENDPOINT, "http://localhost:4318", "OTEL_SDK_DISABLED", "true");

    assertThat(TraceSettings.of(all).wantTraces()).isFalse();
  }

  @Test
  void sdk_isToldNothingOfMetricsAndLogs_andAName() {
    assertThat(TraceSettings.of(Map.of("OTEL_METRICS_EXPORTER", "otlp")).forSdk())
        .containsEntry("otel.metrics.exporter", "none")
        .containsEntry("otel.logs.exporter", "none")
        .containsEntry("otel.service.name", "etagere");
    assertThat(
            TraceSettings.of(Map.of("OTEL_RESOURCE_ATTRIBUTES", "a=b, service.name=notes"))
                .forSdk())
        .containsEntry("otel.service.name", "notes");
  }

  @ParameterizedTest
  @CsvSource({
    "OTEL_EXPORTER_OTLP_ENDPOINT, localhost:4318, http://localhost:4318",
    "OTEL_EXPORTER_OTLP_ENDPOINT, http://user:s3cret@, http://localhost:4318",
    "OTEL_EXPORTER_OTLP_ENDPOINT, ftp://s3cret.example, http://localhost:4318",
    "OTEL_EXPORTER_OTLP_PROTOCOL, grpc, 4318",
    "OTEL_TRACES_EXPORTER, zipkin, otlp",
    "OTEL_EXPORTER_OTLP_HEADERS, s3cret, OTEL_",
    "OTEL_TRACES_SAMPLER, s3cret, OTEL_",
    "OTEL_EXPORTER_OTLP_TIMEOUT, s3cret, OTEL_",
    "OTEL_EXPORTER_OTLP_CERTIFICATE, /nowhere/s3cret, OTEL_",
    "OTEL_EXPORTER_OTLP_COMPRESSION, s3cret, OTEL_"
  })
  void mistake_isToldWithoutTheValue_andNothingIsStarted(String name, String value, String remedy) {
    Map<String, String> variables =
        name.equals(ENDPOINT)
            ? Map.of(name, value)
            : Map.of(ENDPOINT, "http://localhost:4318", name, value);

    assertThatThrownBy(() -> EtagereServer.builder().traces(variables).start())
        .isInstanceOf(TraceSettingsException.class)
        .message()
        .contains("OTEL_", remedy)
        .doesNotContain("s3cret");
  }
}
