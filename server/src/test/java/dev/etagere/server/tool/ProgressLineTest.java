package dev.etagere.server.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final StringWriter out = new StringWriter();
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");

  private ProgressLine line(boolean shown) {
    return new ProgressLine(new PrintWriter(out), () -> now, shown);
  }

  @Test
  void at_terminal_writesOneLineOverAFewTimesASecond() {
    ProgressLine line = line(true);

    line.at("Copying", 1, 12_345);
    line.at("Copying", 2, 12_345);
    now = now.plusSeconds(2);
    line.at("Copying", 10_000, 12_345);
    line.clear();

    assertThat(out.toString())
        .startsWith(
            "\rCopying: 1 of about 12,345\rCopying: 10,000 of about 12,345, 5,000 a second\r")
        .doesNotContain("Copying: 2 ", "\n")
        .endsWith(" \r");
  }

  @Test
  void at_nextPhase_measuresThePaceAnew() {
    ProgressLine line = line(true);
    line.at("Copying", 1, 0);
    now = now.plusSeconds(10);

    line.at("Comparing", 5, 0);
    now = now.plusSeconds(1);
    line.at("Comparing", 7, 0);

    assertThat(out.toString()).contains("\rComparing: 5\r", "\rComparing: 7, 7 a second");
  }

  @Test
  void at_noTerminal_writesNothing() {
    ProgressLine line = line(false);

    line.at("Copying", 1, 0);
    line.clear();

    assertThat(out.toString()).isEmpty();
  }
}
