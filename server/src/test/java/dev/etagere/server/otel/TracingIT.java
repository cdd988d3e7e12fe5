package dev.etagere.server.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.Main;
import dev.etagere.server.http.Http;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program with OpenTelemetry's variables in its environment, and the heap of ./etagere. */
@Timeout(180)
class TracingIT {
  private static final String GREETING = "Etagere listens on ";
  private static final String SECRET = "s3cret-of-the-collector";

  @TempDir Path folder;

  private Process start(Map<String, String> variables) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--port",
                "0")
            .directory(folder.toFile())
            .redirectError(folder.resolve("log").toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(ETAGERE|OTEL)_.*"));
    builder.environment().putAll(variables);
    return builder.start();
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  @Test
  void program_withACollector_exportsEachRequestUntilItIsStopped_andLogsNoSecret()
      throws Exception {
    int requests = 500;
    try (Collector collector = Collector.start()) {
      Map<String, String> variables = new HashMap<>(collector.variables());
      variables.put("OTEL_EXPORTER_OTLP_HEADERS", "authorization=" + SECRET);
      variables.put("OTEL_SERVICE_NAME", "library");
      Process process = start(variables);
      try {
        String greeting = process.inputReader().readLine();
        assertThat(greeting).as(log()).startsWith(GREETING);
        Http http = new Http(URI.create(greeting.substring(GREETING.length())));
        for (int i = 0; i < requests; i++) {
          http.put("/v1/notes/n" + i, "{}").ifNoneMatch("*").send();
        }
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      } finally {
        process.destroyForcibly();
      }

      Set<String> paths = new TreeSet<>();
      for (int i = 0; i < 2 * requests; i++) {
        paths.add(Collector.attributes(collector.next()).getOrDefault("url.path", "store"));
      }
      assertThat(paths).as("each, and the calls of the store").hasSize(requests + 1);
      assertThat(collector.left()).isZero();
      assertThat(collector.field("Authorization")).isEqualTo(SECRET);
      assertThat(collector.resource()).containsEntry("service.name", "library");
    }
    assertThat(log()).contains("/v1/notes/n0").doesNotContain(SECRET);
  }

  @Test
  void program_withAMistakeInTheSettings_saysItAndEndsWithoutAStore() throws Exception {
    Process process =
        start(
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318",
                "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"));

    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(log()).contains("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf", "4318");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void program_whoseCollectorIsAway_servesAndStops() throws Exception {
    int port;
    try (Collector gone = Collector.start()) {
      port = URI.create(gone.variables().get("OTEL_EXPORTER_OTLP_ENDPOINT")).getPort();
    }
    Process process = start(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + port));
    try {
      String greeting = process.inputReader().readLine();
      Http http = new Http(URI.create(greeting.substring(GREETING.length())));
      assertThat(http.put("/v1/notes/a", "{}").ifNoneMatch("*").send().status()).isEqualTo(201);
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143);
    } finally {
      process.destroyForcibly();
    }
  }
}
