package dev.etagere.client.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
  @Test
  void random_isAUuidOfVersionSevenWithTheTimeInFront() {
    long before = System.currentTimeMillis();

    UUID uuid = UUID.fromString(IdempotencyKey.random().value());

    assertThat(uuid.version()).isEqualTo(7);
    assertThat(uuid.variant()).isEqualTo(2);
    assertThat(uuid.getMostSignificantBits() >>> 16).isBetween(before, System.currentTimeMillis());
  }

  @Test
  void random_oftenAtOnce_isNeverTheSame() {
    assertThat(Stream.generate(IdempotencyKey::random).limit(100_000).distinct()).hasSize(100_000);
  }

  @Test
  void field_escapesQuotesAndBackslashes() {
    assertThat(new IdempotencyKey("a\"b\\c").field()).isEqualTo("\"a\\\"b\\\\c\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ü", "a\nb", "a\u007fb"})
  void value_thatNoFieldCanCarry_isRefused(String value) {
    assertThatThrownBy(() -> new IdempotencyKey(value))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void value_tooLong_isRefused() {
    assertThatThrownBy(() -> new IdempotencyKey("x".repeat(256)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
