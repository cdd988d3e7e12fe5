package dev.etagere.server.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.etagere.server.config.Capacity;
import dev.etagere.server.config.Deadlines;
import dev.etagere.server.config.NetworkConfig;
import dev.etagere.server.config.load.ConfigLoader.Arguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityConfigTest {
  private static final Deadlines DEADLINES =
      new Deadlines(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          Duration.ofMinutes(4),
          2048,
          Duration.ofSeconds(5),
          Duration.ofHours(1));
  private static final Capacity CAPACITY =
      new Capacity(7, 8, OptionalInt.of(9 << 20), OptionalInt.of(10 << 20));

  @TempDir Path folder;

  private NetworkConfig load(String limits) throws IOException, ConfigException {
    Files.writeString(folder.resolve("etagere.yaml"), "limits: {" + limits + "}\n");
    return new ConfigLoader(folder, Map.of()).load(Arguments.NONE).config().network();
  }

  private List<String> mistakes(String limits) {
    return catchThrowableOfType(ConfigException.class, () -> load(limits)).mistakes().stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void file_withAllKeys_setsThem() throws Exception {
    NetworkConfig config =
        load(
            """
            headerTime: 1s, bodyTime: 2s, answerTime: PT3S, idleTime: 4m, minBytesPerSecond: 2KiB,
            queueTime: 5s, requestTime: 1h, requestsAtOnce: 7, requestsWaiting: 8,
            bodyMemory: 9MiB, answerMemory: 10MiB
            """);

    assertThat(config).isEqualTo(NetworkConfig.DEFAULT.with(DEADLINES, CAPACITY));
  }

  @Test
  void variables_forAllKeys_setThem() throws Exception {
    Map<String, String> variables =
        Map.ofEntries(
            Map.entry("ETAGERE_LIMITS_HEADER_TIME", "1s"),
            Map.entry("ETAGERE_LIMITS_BODY_TIME", "2s"),
            Map.entry("ETAGERE_LIMITS_ANSWER_TIME", "3s"),
            Map.entry("ETAGERE_LIMITS_IDLE_TIME", "4m"),
            Map.entry("ETAGERE_LIMITS_MIN_BYTES_PER_SECOND", "2048"),
            Map.entry("ETAGERE_LIMITS_QUEUE_TIME", "5s"),
            Map.entry("ETAGERE_LIMITS_REQUEST_TIME", "1h"),
            Map.entry("ETAGERE_LIMITS_REQUESTS_AT_ONCE", "7"),
            Map.entry("ETAGERE_LIMITS_REQUESTS_WAITING", "8"),
            Map.entry("ETAGERE_LIMITS_BODY_MEMORY", "9MiB"),
            Map.entry("ETAGERE_LIMITS_ANSWER_MEMORY", "10MiB"));

    NetworkConfig config =
        new ConfigLoader(folder, variables).load(Arguments.NONE).config().network();

    assertThat(config).isEqualTo(NetworkConfig.DEFAULT.with(DEADLINES, CAPACITY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "headerTime: 10    | limits.headerTime: '10' is no duration",
        "headerTime: 999ms | limits.headerTime: '999ms' is no duration",
        "headerTime: 0s    | limits.headerTime: '0s' is out of range",
        "bodyTime: -1s     | limits.bodyTime: '-1s' is no duration",
        "answerTime: 61m   | limits.answerTime: '61m' is out of range",
        "idleTime: 2h      | limits.idleTime: '2h' is out of range",
        "queueTime: soon   | limits.queueTime: 'soon' is no duration",
        "requestTime: 2d   | limits.requestTime: '2d' is out of range"
      })
  void time_outOfItsBounds_isToldWithLineKeyAndRemedy(String limit, String told) {
    assertThat(mistakes(limit))
        .containsExactly(
            "etagere.yaml:1: "
                + told
                + ". Give a duration like 10s, 5m or PT1M30S, from 1s to 1h.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "minBytesPerSecond: 0 | '0' is out of range. Give a size from 1 to 1MiB, as bytes or with"
            + " the unit KiB or MiB.",
        "requestsAtOnce: 0 | '0' is out of range. Give a whole number from 1 to 1024.",
        "requestsAtOnce: 64 threads | '64 threads' is no whole number. Give a whole number from 1"
            + " to 1024.",
        "requestsWaiting: 100001 | '100001' is out of range. Give a whole number from 1 to 100000.",
        "bodyMemory: 1GB | '1GB' is no size. Give a size from 64KiB to 1024MiB, as bytes or with"
            + " the unit KiB or MiB.",
        "bodyMemory: 64KiB | '64KiB' is less than one body may have. Give at least 1MiB, or a"
            + " smaller limits.bodyBytes.",
        "answerMemory: 1KiB | '1KiB' is out of range. Give a size from 64KiB to 1024MiB, as bytes"
            + " or with the unit KiB or MiB."
      })
  void number_outOfItsBounds_isToldWithLineKeyAndRemedy(String limit, String told) {
    String key = "limits." + limit.substring(0, limit.indexOf(':'));

    assertThat(mistakes(limit)).containsExactly("etagere.yaml:1: " + key + ": " + told);
  }

  @Test
  void memory_forSmallerBodies_isEnough() throws Exception {
    assertThat(load("bodyBytes: 64KiB, bodyMemory: 64KiB").capacity().bodyMemory()).hasValue(65536);
  }

  @ParameterizedTest
  @CsvSource({
    "queueTime: 11s, limits.queueTime, 11s, 10s",
    "requestTime: 4s, limits.requestTime, 5s, 4s"
  })
  void queue_longerThanARequest_isAMistake(String limit, String key, String queue, String request) {
    assertThat(mistakes(limit))
        .containsExactly(
            "etagere.yaml:1: %s: A request could wait for longer (%s) than it may take in all (%s). Give a limits.queueTime that is no longer than limits.requestTime."
                .formatted(key, queue, request));
  }
}
