package dev.etagere.server.service;

import static dev.etagere.server.store.StoreFixtures.NOTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.store.DamagedResourceException;
import dev.etagere.server.store.StoreUnavailableException;
import dev.etagere.server.store.sqlite.SqliteStore;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class StoreProbeTest {
  private final AtomicLong clock = new AtomicLong(1);

  @AutoClose private final SqliteStore sqlite = SqliteStore.temporary(Set.of(NOTES));
  private final AskedStore store = new AskedStore(sqlite);

  @AutoClose private final StoreProbe probe = new StoreProbe(store.store(), NOTES, clock::get);

  private void passTime(long nanos) {
    clock.addAndGet(nanos);
  }

  @Test
  void answers_beforeTheFirstQuestion_isTrue() {
    assertThat(probe.answers()).isTrue();
  }

  @Test
  void answers_storeThatAnswersInTime_isTrue() {
    store.whenAsked = () -> passTime(StoreProbe.BOUND.toNanos());

    probe.ask();

    assertThat(probe.answers()).isTrue();
  }

  @Test
  void answers_storeThatFailsAndComesBack_isFalseThenTrue() {
    store.whenAsked =
        () -> {
          throw new StoreUnavailableException("gone", null);
        };
    probe.ask();
    assertThat(probe.answers()).isFalse();

    store.whenAsked = () -> {};
    probe.ask();

    assertThat(probe.answers()).isTrue();
  }

  @Test
  void answers_storeThatIsTooSlow_isFalseWhileItTakesAndAfterwards() {
    store.whenAsked =
        () -> {
          passTime(StoreProbe.BOUND.toNanos());
          assertThat(probe.answers()).isTrue();
          passTime(1);
          assertThat(probe.answers()).isFalse();
        };

    probe.ask();

    assertThat(probe.answers()).isFalse();
  }

  @Test
  void answers_storeOfWhichOneRowIsDamaged_isTrue() {
    store.whenAsked =
        () -> {
          throw new DamagedResourceException("one row", null);
        };

    probe.ask();

    assertThat(probe.answers()).isTrue();
  }
}
