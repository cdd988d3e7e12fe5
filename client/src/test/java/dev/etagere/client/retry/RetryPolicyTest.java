package dev.etagere.client.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  @ParameterizedTest
  @CsvSource({"1,100", "2,200", "3,400", "6,3200", "7,5000", "60,5000"})
  void pause_isSpreadFromNothingToTheLimit(int attempts, long limitMillis) {
    Random random = new Random(1);
    Duration limit = Duration.ofMillis(limitMillis);

    Duration[] sorted =
        Stream.generate(() -> RetryPolicy.DEFAULT.pause(attempts, random))
            .limit(10_000)
            .sorted()
            .toArray(Duration[]::new);

    assertThat(sorted[0]).isLessThan(limit.dividedBy(100));
    assertThat(sorted[5_000])
        .isBetween(limit.multipliedBy(45).dividedBy(100), limit.multipliedBy(55).dividedBy(100));
    assertThat(sorted[9_999]).isBetween(limit.multipliedBy(99).dividedBy(100), limit);
  }

  @Test
  void retryAfter_seconds_isThatLong() {
    assertThat(RetryAfter.parse(" 120 ", NOW)).contains(Duration.ofMinutes(2));
  }

  @Test
  void retryAfter_date_isUntilThen() {
    assertThat(RetryAfter.parse("Tue, 24 Nov 2026 10:00:30 GMT", NOW))
        .contains(Duration.ofSeconds(30));
  }

  @Test
  void retryAfter_dateInThePast_isNow() {
    assertThat(RetryAfter.parse("Tue, 24 Nov 2026 09:00:00 GMT", NOW)).contains(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "soon", "99999999999", "2026-11-24T10:00:00Z"})
  void retryAfter_inNeitherForm_isIgnored(String value) {
    assertThat(RetryAfter.parse(value, NOW)).isEmpty();
  }

  @Test
  void policy_withoutAttempts_isRefused() {
    assertThatThrownBy(() -> RetryPolicy.DEFAULT.withMaxAttempts(0))
        .hasMessageContaining("1 tries nothing again");
  }

  @Test
  void policy_withoutTime_isRefused() {
    assertThatThrownBy(() -> RetryPolicy.DEFAULT.withDeadline(Duration.ZERO))
        .hasMessageContaining("deadline");
  }
}
