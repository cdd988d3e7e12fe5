package dev.etagere.server.http.grizzly.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdsTest {
  private static final String MADE = "[0-9a-hjkmnp-tv-z]{18}";

  @ParameterizedTest
  @ValueSource(strings = {"a", "A-z_0.9:", "00000000-0000-0000-0000-000000000000"})
  void id_wellFormed_isTaken(String id) {
    assertThat(RequestIds.of(id)).isEqualTo(id);
  }

  @Test
  void id_of128Characters_isTakenAndLongerIsNot() {
    assertThat(RequestIds.of("x".repeat(128))).isEqualTo("x".repeat(128));
    assertThat(RequestIds.of("x".repeat(129))).matches(MADE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "a,b", "\u00e9", "a\nb", "<script>"})
  void id_malformed_isReplaced(String id) {
    assertThat(RequestIds.of(id)).matches(MADE);
  }

  @Test
  void id_missing_isMade() {
    assertThat(RequestIds.of(null)).matches(MADE).isNotEqualTo(RequestIds.of(null));
  }

  @Test
  void ids_madeLater_sortBehind() {
    assertThat(RequestIds.make(1_800_000_000_000L)).isLessThan(RequestIds.make(1_800_000_000_001L));
    assertThat(RequestIds.make(31)).isLessThan(RequestIds.make(32));
  }
}
