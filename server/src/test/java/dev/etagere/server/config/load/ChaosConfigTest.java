package dev.etagere.server.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.etagere.server.config.Chaos;
import dev.etagere.server.config.ServerConfig;
import dev.etagere.server.config.load.ConfigLoader.Arguments;
import dev.etagere.server.config.text.Mistake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where chaos is allowed. */
class ChaosConfigTest {
  private static final String TEXT = "drop-answer=0.5,delay=0.1:1s,seed=7";
  private static final Chaos CHAOS = new Chaos(500_000, 100_000, Duration.ofSeconds(1), 0, 7);

  /** Beyond loopback the lack of authentication is a mistake of its own. */
  private static final Map<String, String> OPEN =
      Map.of("ETAGERE_DANGEROUS_ALLOW_ANONYMOUS_ON_NETWORK", "true");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1", "localhost", "LocalHost"})
  void load_onLoopback_isTakenAndWarnedAbout(String listen) throws ConfigException {
    ServerConfig config = load(listen, TEXT, Map.of());

    assertThat(config.chaos()).isEqualTo(CHAOS);
    assertThat(config.weakenedPromises())
        .singleElement()
        .asString()
        .startsWith("CHAOS")
        .contains("drop-answer=0.5,delay=0.1:1000ms,seed=7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "example.org", "localhost.example.org"})
  void load_whereOthersCome_isRefusedUnlessForcedByName(String listen) throws ConfigException {
    ConfigException refused =
        catchThrowableOfType(ConfigException.class, () -> load(listen, TEXT, OPEN));
    assertThat(refused.mistakes())
        .extracting(Mistake::toString)
        .containsExactly(
            "--chaos: chaos: Others can reach '"
                + listen
                + "', and they would lose answers. Listen on a loopback address like 127.0.0.1, or"
                + " start Java with -Detagere.dangerous.chaosBeyondLoopback=true.");

    System.setProperty(Chaos.DANGEROUS_PROPERTY, "true");
    try {
      assertThat(load(listen, TEXT, OPEN).chaos()).isEqualTo(CHAOS);
    } finally {
      System.clearProperty(Chaos.DANGEROUS_PROPERTY);
    }
  }

  @Test
  void load_fileAndVariable_setItToo() throws Exception {
    Files.writeString(folder.resolve("etagere.yaml"), "chaos: " + TEXT + "\n");
    ConfigLoader file = new ConfigLoader(folder, Map.of());
    assertThat(file.load(Arguments.NONE).config().chaos()).isEqualTo(CHAOS);

    ConfigLoader variable = new ConfigLoader(folder, Map.of("ETAGERE_CHAOS", "error-503=1,seed=1"));
    assertThat(variable.load(Arguments.NONE).config().chaos())
        .isEqualTo(new Chaos(0, 0, Duration.ZERO, Chaos.ALL, 1));
  }

  private ServerConfig load(String listen, String chaos, Map<String, String> variables)
      throws ConfigException {
    Map<Setting, String> options = Map.of(Setting.LISTEN, listen, Setting.CHAOS, chaos);
    return new ConfigLoader(folder, variables)
        .load(new Arguments(Optional.empty(), options, List.of()))
        .config();
  }
}
