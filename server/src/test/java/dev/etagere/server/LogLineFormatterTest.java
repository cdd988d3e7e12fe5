package dev.etagere.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLineFormatterTest {
  @Test
  void format_plainRecord_isOneLineInUtc() {
    assertThat(format(new LogRecord(Level.WARNING, "It rains.")))
        .isEqualTo("2026-11-24T04:05:06.007Z WARNING a.Logger It rains." + System.lineSeparator());
  }

  @Test
  void format_lineBreaksInMessage_staysOneLine() {
    assertThat(format(new LogRecord(Level.INFO, "a\r\n2026 SEVERE forged\u001b[2J")).lines())
        .singleElement()
        .asString()
        .endsWith("a  2026 SEVERE forged [2J");
  }

  @Test
  void format_parameters_areFilledIn() {
    var record = new LogRecord(Level.INFO, "{0} of {1}");
    record.setParameters(new Object[] {"one", "two"});

    assertThat(format(record)).contains("one of two");
  }

  @Test
  void format_nothingKnown_isStillALine() {
    var record = new LogRecord(Level.INFO, null);

    assertThat(format(record)).endsWith("a.Logger null" + System.lineSeparator());
  }

  @Test
  void format_thrown_followsIndentedWithItsCauses() {
    var record = new LogRecord(Level.SEVERE, "Failed.");
    record.setThrown(new IllegalStateException("outer\nline", new IllegalArgumentException("in")));

    assertThat(format(record).lines().skip(1))
        .allMatch(line -> line.startsWith("\t"))
        .contains(
            "\tjava.lang.IllegalStateException: outer line",
            "\tCaused by: java.lang.IllegalArgumentException: in")
        .anyMatch(line -> line.startsWith("\t\tat " + LogLineFormatterTest.class.getName()));
  }

  @Test
  void format_endlessCauses_ends() {
    var first = new IllegalStateException("first");
    var record = new LogRecord(Level.SEVERE, "Failed.");
    record.setThrown(first);
    first.initCause(new IllegalStateException("second", first));

    assertThat(format(record).lines().filter(line -> line.contains("Caused by"))).hasSize(9);
  }

  private static String format(LogRecord record) {
    record.setInstant(Instant.parse("2026-11-24T04:05:06.007Z"));
    record.setLoggerName("a.Logger");
    return new LogLineFormatter().format(record);
  }
}
