package dev.etagere.server.config.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  private static final Duration YEAR = Duration.ofDays(365);

  @ParameterizedTest
  @CsvSource({"0, 0", "10, 10", "007, 7"})
  void number_withinBounds_isRead(String text, int value) throws InvalidValueException {
    assertThat(Quantity.number(text, 0, 10)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "11", "1.0", "0x1", "1_0", " 1", "true", "99999999999999999999", "٣"})
  void number_otherwise_isRefused(String text) {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> Quantity.number(text, 0, 10));
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "2B, 2", "64KiB, 65536", "1MiB, 1048576", "1 MiB, 1048576"})
  void bytes_withinBounds_areRead(String text, int value) throws InvalidValueException {
    assertThat(Quantity.bytes(text, 2, 1 << 20)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1048577",
        "2MiB",
        "1MB",
        "1mib",
        "-5",
        "1.5KiB",
        "999999999999999999MiB"
      })
  void bytes_otherwise_areRefused(String text) {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> Quantity.bytes(text, 2, 1 << 20));
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "1024, 1KiB", "1025, 1025", "1048576, 1MiB", "1536, 1536", "8388608, 8MiB"})
  void sizeText_anySize_isExact(int bytes, String text) throws InvalidValueException {
    assertThat(Quantity.sizeText(bytes)).isEqualTo(text);
    assertThat(Quantity.bytes(text, 0, bytes)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "30d, PT720H",
    "12h, PT12H",
    "5m, PT5M",
    "10s, PT10S",
    "0s, PT0S",
    "PT5M, PT5M",
    "P30D, PT720H",
  })
  void duration_withinBounds_isRead(String text, Duration value) throws InvalidValueException {
    assertThat(Quantity.duration(text, YEAR)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5min", "5 m", "1w", "1M", "-PT1S", "366d", "P1M", "999999999d"})
  void duration_otherwise_isRefused(String text) {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> Quantity.duration(text, YEAR));
  }
}
