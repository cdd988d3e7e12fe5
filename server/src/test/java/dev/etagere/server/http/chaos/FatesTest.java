package dev.etagere.server.http.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.config.Chaos;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FatesTest {
  @Test
  void next_sameSeed_isTheSameSequence_andAnotherSeedAnother() {
    assertThat(drawn(42, 1000)).isEqualTo(drawn(42, 1000)).isNotEqualTo(drawn(43, 1000));
  }

  @Test
  void next_often_hasTheShares() {
    List<Fate> fates = drawn(42, 100_000);

    assertThat(count(fates, Fate.DROPPED)).isBetween(9_500L, 10_500L);
    assertThat(count(fates, Fate.DELAYED)).isBetween(19_500L, 20_500L);
    assertThat(count(fates, Fate.REPLACED)).isBetween(29_500L, 30_500L);
    assertThat(count(fates, Fate.SENT)).isBetween(39_500L, 40_500L);
  }

  private static List<Fate> drawn(long seed, int count) {
    Fates fates = new Fates(new Chaos(100_000, 200_000, Duration.ZERO, 300_000, seed));
    return Stream.generate(fates::next).limit(count).toList();
  }

  private static long count(List<Fate> fates, Fate wanted) {
    return fates.stream().filter(wanted::equals).count();
  }
}
