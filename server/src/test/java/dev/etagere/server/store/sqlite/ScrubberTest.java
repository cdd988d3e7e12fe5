package dev.etagere.server.store.sqlite;

import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.ONE;
import static dev.etagere.server.store.StoreFixtures.TWO;
import static dev.etagere.server.store.StoreFixtures.live;
import static dev.etagere.server.store.sqlite.PageFile.Kind.INDEX_LEAF;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.store.sqlite.Settings.Scrubbing;
import dev.etagere.server.store.sqlite.scrub.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ScrubberTest {
  private static final ResourceId HIDDEN = new ResourceId("hidden-x");
  private static final ResourceId SOUND = new ResourceId("sound");

  @TempDir Path folder;

  private final BlockingQueue<String> reported = new LinkedBlockingQueue<>();

  @BeforeEach
  void storeAndDamage() throws Exception {
    try (SqliteStore store = SqliteStore.open(folder, Set.of(NOTES))) {
      store.insert(NOTES, live(HIDDEN.value(), ONE));
      store.insert(NOTES, live(SOUND.value(), TWO));
    }
    PageFile.of(folder).flip(INDEX_LEAF, HIDDEN.value());
  }

  @Test
  void store_open_reportsDamageByItselfAndRepairsNothing() throws Exception {
    Pace fast = new Pace(1, 1, Duration.ZERO, Duration.ZERO);

    try (SqliteStore store = open(fast)) {
      assertThat(reported.poll(60, TimeUnit.SECONDS)).contains(HIDDEN.value());
      assertThat(store.damageFound()).isEqualTo(1);
      assertThat(store.find(NOTES, HIDDEN)).isEmpty();
      assertThat(store.find(NOTES, SOUND)).isPresent();
    }
    assertThat(reported).isEmpty();
  }

  @Test
  void store_closedInAPause_endsAtOnce() {
    open(new Pace(1, 1, Duration.ofHours(1), Duration.ofHours(1))).close();

    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("etagere-sqlite-scrubber");
  }

  @Test
  void pace_slowStep_leavesTheDiskToRequestsForNineTimesAsLong() {
    Pace pace = new Pace(1, 1, Duration.ofMillis(250), Duration.ZERO);

    assertThat(pace.after(Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(250));
    assertThat(pace.after(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(9));
  }

  private SqliteStore open(Pace pace) {
    Scrubbing scrubbing = new Scrubbing(pace, reported::add);
    return SqliteStore.open(
        folder, Set.of(NOTES), new Settings(true, Schema.CURRENT, WriteSession::new, scrubbing));
  }
}
