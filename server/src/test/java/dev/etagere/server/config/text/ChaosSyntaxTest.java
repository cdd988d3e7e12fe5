package dev.etagere.server.config.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.etagere.server.config.Chaos;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChaosSyntaxTest {
  @Test
  void read_everyPart_isThere() throws InvalidValueException {
    assertThat(ChaosSyntax.read("drop-answer=0.1,delay=0.05:200ms,error-503=0.000001,seed=42"))
        .isEqualTo(new Chaos(100_000, 50_000, Duration.ofMillis(200), 1, 42));
    assertThat(ChaosSyntax.read("seed=0, delay=1.0:2s"))
        .isEqualTo(new Chaos(0, Chaos.ALL, Duration.ofSeconds(2), 0, 0));
  }

  @Test
  void read_withoutSeed_saysTheOneItTook() throws InvalidValueException {
    Chaos chaos = ChaosSyntax.read("drop-answer=1");

    assertThat(ChaosSyntax.read(chaos.toString())).isEqualTo(chaos);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\"                             | has no '='           | Give faults",
        "drop-answer                      | has no '='           | Give faults",
        "drop-answer=0.1,                 | has no '='           | Give faults",
        "drop-anser=0.1                   | no fault             | Did you mean drop-answer?",
        "Delay=0.1:1s                     | no fault             | Did you mean delay?",
        "error-500=0.1                    | no fault             | Did you mean error-503?",
        "seed=1                           | names no fault       | Give faults",
        "drop-answer=0.1,drop-answer=0.1  | twice                | Leave one out",
        "drop-answer=                     | no share             | 0 to 1",
        "drop-answer=1.1                  | no share             | 0 to 1",
        "drop-answer=-0.1                 | no share             | 0 to 1",
        "drop-answer=.1                   | no share             | 0 to 1",
        "drop-answer=10%                  | no share             | 0 to 1",
        "drop-answer=1e-1                 | no share             | 0 to 1",
        "drop-answer=0.1000000            | no share             | 6 decimals",
        "drop-answer=0.1:1s               | no share             | 0 to 1",
        "drop-answer=0.6,error-503=0.400001 | more than 1        | at most",
        "delay=0.1                        | no duration          | delay=0.05:200ms",
        "delay=0.1:                       | no duration          | delay=0.05:200ms",
        "delay=0.1:200                    | no duration          | delay=0.05:200ms",
        "delay=0.1:1m                     | no duration          | delay=0.05:200ms",
        "delay=0.1:61s                    | no duration          | delay=0.05:200ms",
        "delay=0.1:60001ms                | no duration          | delay=0.05:200ms",
        "delay=0.1:1s:1s                  | no duration          | delay=0.05:200ms",
        "delay=:1s                        | no share             | 0 to 1",
        "drop-answer=1,seed=x             | no seed              | whole number",
        "drop-answer=1,seed=-1            | no seed              | whole number",
        "drop-answer=1,seed=1234567890123456789 | no seed        | whole number",
      })
  void read_otherwise_isRefusedWithARemedy(String text, String problem, String remedy) {
    InvalidValueException refused =
        catchThrowableOfType(InvalidValueException.class, () -> ChaosSyntax.read(text));

    assertThat(refused.at("--chaos", "chaos").toString()).contains(problem).contains(remedy);
  }
}
