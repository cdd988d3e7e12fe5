package dev.etagere.server.store.records;

import static dev.etagere.server.store.StoreFixtures.INCARNATION;
import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.ONE;
import static dev.etagere.server.store.StoreFixtures.OTHERS;
import static dev.etagere.server.store.StoreFixtures.T0;
import static dev.etagere.server.store.StoreFixtures.TWO;
import static dev.etagere.server.store.StoreFixtures.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.ledger.LedgerBounds;
import dev.etagere.server.ledger.LedgerChange;
import dev.etagere.server.ledger.Remembered;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.Mutation;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.Version;
import dev.etagere.server.store.LedgerContract;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.StoreException;
import dev.etagere.server.store.StoreOpenException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every adapter must do with whole records, and what copies of any of them come to. A place is
 * where a store can be opened again and again.
 */
public interface RecordsContract {
  Set<CollectionName> BOTH = Set.of(NOTES, OTHERS);
  Instant LATER = T0.plus(Duration.ofHours(1));
  InstantSource CLOCK = InstantSource.fixed(LATER);
  CopyProgress NOBODY = (phase, records) -> {};

  /** Somewhere a store can be. */
  interface Place {
    ResourceStore store();

    RecordSource source();

    RecordTarget target(String from);
  }

  /** A place where nothing is. */
  Place newPlace();

  /** Another one, perhaps of another kind. */
  Place otherPlace();

  private static Version v(long number) {
    return new Version(number, INCARNATION);
  }

  /** Fills a store with every form that a record can have. */
  private static void fill(ResourceStore store) {
    store.insert(NOTES, live("plain", ONE));
    store.insert(NOTES, live("Upper", Content.ofUtf8("{ \"n\": 1.00e2,\"é\":\"\\u00e9\" }")));
    store.insert(NOTES, live("a~b:c@d+e=f,g", TWO));
    Ledger origin = Ledger.ofOrigin(LedgerContract.entry(0));
    store.insert(NOTES, live("posted", ONE), origin);
    Ledger more = origin;
    for (int i = 1; i < 40; i++) {
      Ledger next = more.with(LedgerContract.entry(i), new LedgerBounds(8, Duration.ZERO));
      store.remember(NOTES, new ResourceId("posted"), v(1), new LedgerChange(more, next));
      more = next;
    }
    store.insert(NOTES, live("gone", ONE), origin);
    store.compareAndSet(NOTES, new ResourceId("gone"), v(1), deletion(Duration.ofDays(30)));
    store.insert(NOTES, live("forgotten", ONE));
    store.compareAndSet(NOTES, new ResourceId("forgotten"), v(1), deletion(Duration.ofMinutes(1)));
    store.insert(NOTES, live("back", ONE));
    store.compareAndSet(NOTES, new ResourceId("back"), v(1), deletion(Duration.ofDays(30)));
    store.compareAndSet(
        NOTES,
        new ResourceId("back"),
        v(2),
        new Mutation.Recreate(TWO, live("x", TWO).madeBy(), LATER, 7));
    store.insert(OTHERS, live("plain", TWO));
    store.compareAndSet(
        OTHERS,
        new ResourceId("plain"),
        v(1),
        new Mutation.Replace(ONE, live("x", ONE).madeBy(), LATER));
  }

  private static Mutation.Delete deletion(Duration kept) {
    return new Mutation.Delete(T0.plusSeconds(2), T0.plusSeconds(2).plus(kept));
  }

  private static List<Remembered> all(RecordSource source, CollectionName collection) {
    List<Remembered> all = new ArrayList<>();
    List<Remembered> some = source.scan(collection, null);
    while (!some.isEmpty()) {
      all.addAll(some);
      some = source.scan(collection, some.get(some.size() - 1).resource().id());
    }
    return all;
  }

  private static CopySummary copy(Place from, Place to) {
    try (RecordSource source = from.source();
        RecordTarget target = to.target(source.describe())) {
      return new Copy(source, target, CLOCK, NOBODY).run();
    }
  }

  @Test
  default void scan_store_givesEveryRecordAsItsReadersSeeIt() {
    Place place = newPlace();
    try (ResourceStore store = place.store()) {
      fill(store);
    }
    List<Remembered> scanned;
    try (RecordSource source = place.source()) {
      assertThat(source.collections()).containsExactlyInAnyOrderElementsOf(BOTH);
      scanned = all(source, NOTES);
      assertThat(source.estimate(NOTES)).isEqualTo(scanned.size());
    }
    assertThat(scanned)
        .extracting(record -> record.resource().id().value())
        .isSorted()
        .containsExactlyInAnyOrder(
            "plain", "Upper", "a~b:c@d+e=f,g", "posted", "gone", "forgotten", "back");
    try (ResourceStore store = place.store()) {
      for (Remembered record : scanned) {
        assertThat(store.recall(NOTES, record.resource().id())).contains(record);
      }
    }
  }

  @Test
  default void scan_moreThanFitsAtATime_missesAndRepeatsNone() {
    Place place = newPlace();
    try (ResourceStore store = place.store()) {
      for (int i = 0; i < 1_100; i++) {
        store.insert(NOTES, live("n%04d".formatted(i), ONE));
      }
      Content large = Content.ofUtf8("{\"l\":\"" + "x".repeat(3 << 20) + "\"}");
      for (int i = 0; i < 4; i++) {
        store.insert(OTHERS, live("l" + i, large));
      }
    }
    try (RecordSource source = place.source()) {
      assertThat(all(source, NOTES)).hasSize(1_100).doesNotHaveDuplicates();
      assertThat(all(source, OTHERS)).hasSize(4).doesNotHaveDuplicates();
      assertThat(source.scan(OTHERS, null)).hasSizeLessThan(4);
    }
  }

  @Test
  default void copy_thereAndBack_isEqualInEverything() {
    Place here = newPlace();
    Place there = otherPlace();
    Place back = newPlace();
    try (ResourceStore store = here.store()) {
      fill(store);
    }

    CopySummary away = copy(here, there);
    CopySummary home = copy(there, back);

    // One tombstone's time is over.
    assertThat(away.isComplete()).isTrue();
    assertThat(away.copied()).isEqualTo(7);
    assertThat(away.verified()).isEqualTo(7);
    assertThat(home).isEqualTo(away);
    try (ResourceStore first = here.store();
        ResourceStore second = there.store();
        ResourceStore third = back.store()) {
      for (String id : List.of("plain", "Upper", "a~b:c@d+e=f,g", "posted", "gone", "back")) {
        var record = first.recall(NOTES, new ResourceId(id));
        assertThat(record).isPresent();
        assertThat(second.recall(NOTES, new ResourceId(id))).isEqualTo(record);
        assertThat(third.recall(NOTES, new ResourceId(id))).isEqualTo(record);
      }
      assertThat(third.recall(NOTES, new ResourceId("forgotten"))).isEmpty();
      // It is a store like any other, whose compare-and-set finds what it expects.
      assertThat(
              third.compareAndSet(
                  NOTES,
                  new ResourceId("back"),
                  new Version(3, 7),
                  new Mutation.Replace(ONE, live("x", ONE).madeBy(), LATER)))
          .isTrue();
      assertThat(third.purge(NOTES, T0.plus(Duration.ofDays(60)), 10)).isEqualTo(1);
    }
  }

  @Test
  default void copy_endedInTheMiddle_goesOnAndSkipsWhatIsThere() {
    Place here = newPlace();
    Place there = otherPlace();
    try (ResourceStore store = here.store()) {
      for (int i = 0; i < 700; i++) {
        store.insert(NOTES, live("n%04d".formatted(i), ONE));
      }
    }
    try (RecordSource source = here.source();
        RecordTarget target = there.target(source.describe())) {
      CopyProgress ended =
          (phase, records) -> {
            if (records == 600) {
              throw new IllegalStateException("killed");
            }
          };
      assertThatThrownBy(() -> new Copy(source, target, CLOCK, ended).run()).hasMessage("killed");
    }

    assertThatThrownBy(() -> there.store().close())
        .isInstanceOf(StoreOpenException.class)
        .hasMessageContainingAll("unfinished copy", "etagere copy");
    assertThatThrownBy(() -> there.source().close())
        .isInstanceOf(StoreOpenException.class)
        .hasMessageContaining("unfinished copy");
    assertThatThrownBy(() -> there.target("something else").close())
        .isInstanceOf(StoreOpenException.class)
        .hasMessageContainingAll("unfinished copy of another source");

    CopySummary summary = copy(here, there);

    assertThat(summary.isComplete()).isTrue();
    assertThat(summary.skipped()).isEqualTo(512);
    assertThat(summary.copied()).isEqualTo(188);
    there.store().close();
  }

  @Test
  default void copy_sourceChangedSinceItWasEnded_isBroughtUpToDate() {
    Place here = newPlace();
    Place there = otherPlace();
    try (ResourceStore store = here.store()) {
      fill(store);
    }
    try (RecordSource source = here.source();
        RecordTarget target = there.target(source.describe())) {
      CopyProgress ended =
          (phase, records) -> {
            if (phase == CopyProgress.Phase.VERIFYING) {
              throw new IllegalStateException("killed");
            }
          };
      assertThatThrownBy(() -> new Copy(source, target, CLOCK, ended).run()).hasMessage("killed");
    }
    try (ResourceStore store = here.store()) {
      store.compareAndSet(NOTES, new ResourceId("plain"), v(1), deletion(Duration.ofDays(30)));
      store.compareAndSet(NOTES, new ResourceId("Upper"), v(1), deletion(Duration.ZERO));
      store.purge(NOTES, LATER, 10);
      store.insert(NOTES, live("more", ONE));
    }

    CopySummary summary = copy(here, there);

    assertThat(summary.isComplete()).isTrue();
    assertThat(summary.copied()).isEqualTo(1);
    assertThat(summary.corrected()).isEqualTo(1);
    assertThat(summary.removed()).isEqualTo(1);
    try (ResourceStore store = there.store()) {
      assertThat(store.find(NOTES, new ResourceId("plain")))
          .containsInstanceOf(StoredResource.Tombstone.class);
      assertThat(store.find(NOTES, new ResourceId("Upper"))).isEmpty();
    }
  }

  @Test
  default void copy_targetChangedMeanwhile_isNotCalledComplete() {
    Place here = newPlace();
    Place there = otherPlace();
    try (ResourceStore store = here.store()) {
      fill(store);
    }
    try (RecordSource source = here.source();
        RecordTarget target = there.target(source.describe())) {
      CopyProgress meddling =
          (phase, records) -> {
            if (phase == CopyProgress.Phase.VERIFYING && records == 1) {
              target.remove(OTHERS, new ResourceId("plain"));
            }
          };
      CopySummary summary = new Copy(source, target, CLOCK, meddling).run();

      assertThat(summary.isComplete()).isFalse();
      assertThat(summary.differences())
          .singleElement()
          .asString()
          .contains("'plain'", "'others'", "only in the source");
    }
    assertThatThrownBy(() -> there.store().close()).hasMessageContaining("unfinished copy");
  }

  @Test
  default void target_withData_isRefusedAndLeftAsItIs() {
    Place here = newPlace();
    try (ResourceStore store = here.store()) {
      store.insert(NOTES, live("precious", ONE));
    }

    assertThatThrownBy(() -> here.target("a source").close())
        .isInstanceOf(StoreOpenException.class)
        .hasMessageContainingAll("has data already", "'notes'");

    try (ResourceStore store = here.store()) {
      assertThat(store.find(NOTES, new ResourceId("precious"))).contains(live("precious", ONE));
    }
  }

  @Test
  default void target_emptyStore_isTaken() {
    Place here = newPlace();
    here.store().close();

    try (RecordTarget target = here.target("a source")) {
      assertThat(target.isResumed()).isFalse();
      target.put(NOTES, List.of(new Remembered(live("a", ONE), Ledger.EMPTY)));
      target.finish();
    }

    try (ResourceStore store = here.store()) {
      assertThat(store.find(NOTES, new ResourceId("a"))).contains(live("a", ONE));
    }
  }

  @Test
  default void put_whatIsThereAlready_isRefused() {
    Remembered record = new Remembered(live("a", ONE), Ledger.EMPTY);
    try (RecordTarget target = newPlace().target("a source")) {
      target.put(NOTES, List.of(record));

      assertThatThrownBy(() -> target.put(NOTES, List.of(record)))
          .isInstanceOf(StoreException.class);
      assertThat(target.scan(NOTES, null)).containsExactly(record);
    }
  }
}
