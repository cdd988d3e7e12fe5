package dev.etagere.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a process of its own shows: signals, exit codes, the log. */
@Timeout(60)
class MainTest {
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void program_signalled_closesTheServerAndStillLogs(String signal) throws Exception {
    assumeFalse(
        signal.equals("INT") && isInterruptIgnored(),
        "SIGINT is ignored here, as in what a shell starts in the background");
    Process process = start(List.of("-Duser.timezone=Asia/Tokyo"), "--port", "0");
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).startsWith("Etagere listens on ");

      assertThat(
              new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                  .start()
                  .waitFor())
          .isZero();

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(err().lines())
        .singleElement()
        .asString()
        .matches(TIME + " INFO dev\\.etagere\\.server\\.RecordingServer closed");
  }

  /** An ignored signal stays so in child processes, and the JVM leaves it at that. */
  private static boolean isInterruptIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
  }

  @Test
  void program_weakenedPromise_logsAWarning() throws Exception {
    Files.writeString(folder.resolve("etagere.yaml"), "collections: {notes: {replay: content}}");
    Process process = start(List.of());
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).startsWith("Etagere listens on ");
    } finally {
      process.destroyForcibly().waitFor();
    }

    assertThat(err())
        .containsPattern(TIME + " WARNING dev.etagere.server.ServerCommand Collection");
  }

  @Test
  void program_userHasALoggingConfiguration_usesIt() throws Exception {
    Path own = folder.resolve("own.properties");
    Files.writeString(own, "handlers=java.util.logging.ConsoleHandler\n.level=SEVERE\n");
    Files.writeString(folder.resolve("etagere.yaml"), "collections: {notes: {replay: content}}");
    Process process = start(List.of("-Djava.util.logging.config.file=" + own));
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).startsWith("Etagere listens on ");
    } finally {
      process.destroyForcibly().waitFor();
    }

    assertThat(err()).isEmpty();
  }

  @Test
  void program_mistakenConfiguration_exitsWith2() throws Exception {
    Process process = start(List.of(), "--port", "x");

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(err()).contains("--port: port: 'x' is no whole number").doesNotContain("\tat ");
  }

  @Test
  void program_help_exitsWith0() throws Exception {
    Process process = start(List.of(), "--help");

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private Process start(List<String> jvmOptions, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1"));
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ProgramOfTheTest.class.getName());
    command.addAll(List.of(args));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("ETAGERE_"));
    // The JVM announces these on stderr.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    return builder.redirectError(folder.resolve("err").toFile()).start();
  }

  private String err() throws IOException {
    return Files.readString(folder.resolve("err"));
  }
}
