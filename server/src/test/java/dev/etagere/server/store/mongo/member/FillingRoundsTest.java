package dev.etagere.server.store.mongo.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FillingRoundsTest {
  private static final Instant OPENED = Instant.parse("2026-01-31T12:00:00Z");
  private static final Instant FROM_OPENING = OPENED.minus(FillingRounds.OVERLAP);

  private final List<Instant> failing = new ArrayList<>();
  private final List<Instant> sound = new ArrayList<>();
  private Instant now = OPENED.plus(Duration.ofMinutes(1));

  @Test
  void round_ofACollectionThatFails_leavesOthersAlone_andIsMadeUpFor() {
    try (FillingRounds rounds =
        new FillingRounds(
            List.of(
                since -> {
                  failing.add(since);
                  throw new IllegalStateException("away");
                },
                sound::add),
            () -> now,
            OPENED)) {
      rounds.round();
      Instant first = now;
      now = now.plus(Duration.ofMinutes(1));
      rounds.round();

      assertThat(sound).containsExactly(FROM_OPENING, first.minus(FillingRounds.OVERLAP));
      assertThat(failing).containsExactly(FROM_OPENING, FROM_OPENING);
    }
  }
}
