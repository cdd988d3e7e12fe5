package dev.etagere.server.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.etagere.server.config.ManagementConfig;
import dev.etagere.server.config.load.ConfigLoader.Arguments;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where health and metrics are shown. */
class ManagementConfigTest {
  private static ManagementConfig load(Map<String, String> variables) throws ConfigException {
    return new ConfigLoader(Path.of("no-such-folder"), variables)
        .load(Arguments.NONE)
        .config()
        .management();
  }

  @Test
  void load_nothingGiven_isTheDefault() throws ConfigException {
    assertThat(load(Map.of())).isEqualTo(ManagementConfig.DEFAULT);
    assertThat(ManagementConfig.DEFAULT.port()).isEmpty();
    assertThat(ManagementConfig.DEFAULT.listen()).isEqualTo("127.0.0.1");
    assertThat(ManagementConfig.DEFAULT.metrics()).isTrue();
  }

  @Test
  void load_allGiven_setsEveryKey() throws ConfigException {
    assertThat(
            load(
                Map.of(
                    "ETAGERE_MANAGEMENT_PORT", "9090",
                    "ETAGERE_MANAGEMENT_LISTEN", "0.0.0.0",
                    "ETAGERE_MANAGEMENT_METRICS", "false")))
        .isEqualTo(
            ManagementConfig.DEFAULT.withPort(9090).withListen("0.0.0.0").withMetrics(false));
  }

  @Test
  void load_option_setsThePort() throws ConfigException {
    var options = new Arguments(Optional.empty(), Map.of(Setting.MANAGEMENT_PORT, "0"), List.of());

    assertThat(Setting.MANAGEMENT_PORT.option()).contains("--management-port");
    assertThat(
            new ConfigLoader(Path.of("no-such-folder"), Map.of())
                .load(options)
                .config()
                .management())
        .isEqualTo(ManagementConfig.DEFAULT.withPort(0));
  }

  @Test
  void load_bothPortsFree_isNoConflict() throws ConfigException {
    assertThat(load(Map.of("ETAGERE_PORT", "0", "ETAGERE_MANAGEMENT_PORT", "0")).port())
        .hasValue(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ETAGERE_MANAGEMENT_PORT | 8080 | ETAGERE_MANAGEMENT_PORT: management.port: 8080 is the port of the resources. Give another port, or leave it out to have health and metrics beside the resources.",
        "ETAGERE_MANAGEMENT_PORT | 65536 | ETAGERE_MANAGEMENT_PORT: management.port: '65536' is out of range. Give a whole number from 0 to 65535.",
        "ETAGERE_MANAGEMENT_LISTEN | ::1 | ETAGERE_MANAGEMENT_LISTEN: management.listen: An address is given, but no port to listen on there. Set management.port too, or leave the address out.",
        "ETAGERE_MANAGEMENT_METRICS | yes | ETAGERE_MANAGEMENT_METRICS: management.metrics: 'yes' is neither true nor false. Give true or false."
      })
  void load_mistake_isTold(String variable, String value, String message) {
    ConfigException mistake =
        catchThrowableOfType(ConfigException.class, () -> load(Map.of(variable, value)));

    assertThat(mistake.mistakes()).map(Object::toString).containsExactly(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65536})
  void withPort_outOfRange_throws(int port) {
    assertThatThrownBy(() -> ManagementConfig.DEFAULT.withPort(port))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withListen_empty_throws() {
    assertThatThrownBy(() -> ManagementConfig.DEFAULT.withListen(""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
