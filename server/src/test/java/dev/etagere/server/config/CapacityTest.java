package dev.etagere.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityTest {
  private static final int MIB = 1 << 20;

  @ParameterizedTest
  @CsvSource({"16, 1, 8", "64, 1, 8", "200, 1, 25", "256, 2, 16", "65536, 1, 64", "64, 256, 8"})
  void requestsAtOnce_notGiven_areAsManyAsTheHeapHolds(int heap, int content, int expected) {
    assertThat(Capacity.DEFAULT.requestsAtOnce((long) heap * MIB, content * MIB))
        .isEqualTo(expected);
  }

  @Test
  void requestsAtOnce_given_areThose() {
    Capacity given = new Capacity(OptionalInt.of(100), 1, OptionalInt.empty(), OptionalInt.empty());

    assertThat(given.requestsAtOnce(MIB, MIB)).isEqualTo(100);
  }
}
