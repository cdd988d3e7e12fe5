package dev.etagere.server.store;

import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.ONE;
import static dev.etagere.server.store.StoreFixtures.T0;
import static dev.etagere.server.store.StoreFixtures.TWO;
import static dev.etagere.server.store.StoreFixtures.delete;
import static dev.etagere.server.store.StoreFixtures.live;
import static dev.etagere.server.store.StoreFixtures.recreate;
import static dev.etagere.server.store.StoreFixtures.replace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.ledger.CallerKey;
import dev.etagere.server.ledger.Fingerprint;
import dev.etagere.server.ledger.Fingerprint.Method;
import dev.etagere.server.ledger.IdempotencyKey;
import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.ledger.LedgerBounds;
import dev.etagere.server.ledger.LedgerChange;
import dev.etagere.server.ledger.LedgerEntry;
import dev.etagere.server.ledger.LedgerEntry.Result;
import dev.etagere.server.ledger.Remembered;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.Version;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every adapter must do with ledgers. */
public interface LedgerContract {
  /** An empty store in which the collection is declared; the test closes it. */
  ResourceStore newStore(Set<CollectionName> collections);

  ResourceId A = new ResourceId("a");
  Version V1 = Version.first(StoreFixtures.INCARNATION);
  LedgerBounds SMALL = new LedgerBounds(2, Duration.ZERO);

  private ResourceStore store() {
    return newStore(Set.of(NOTES));
  }

  /** The entry of some request; every field differs from that of other numbers. */
  static LedgerEntry entry(int n) {
    return new LedgerEntry(
        new CallerKey(null, new IdempotencyKey("key " + n)).hash(),
        Fingerprint.of(Method.ofCode(1 + n % 4), "if " + n, "type/" + n, new byte[] {(byte) n}),
        Result.ofCode(1 + n % 3),
        new Version(n + 1, ~n),
        T0.plusMillis(n),
        T0.plusSeconds(n));
  }

  private static LedgerChange adding(Ledger before, int n) {
    return new LedgerChange(before, before.with(entry(n), LedgerBounds.DEFAULT));
  }

  private static Ledger ledger(ResourceStore store) {
    return store.recall(NOTES, A).map(Remembered::ledger).orElseThrow();
  }

  @Test
  default void recall_nothingStored_isEmpty() {
    try (ResourceStore store = store()) {
      assertThat(store.recall(NOTES, A)).isEmpty();
    }
  }

  @Test
  default void recall_insertedWithoutLedger_hasAnEmptyOne() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE));

      assertThat(store.recall(NOTES, A)).contains(new Remembered(live("a", ONE), Ledger.EMPTY));
    }
  }

  @Test
  default void recall_insertedWithOrigin_returnsEveryField() {
    try (ResourceStore store = store()) {
      Ledger ledger = Ledger.ofOrigin(entry(7));

      assertThat(store.insert(NOTES, live("a", ONE), ledger)).isTrue();

      assertThat(store.recall(NOTES, A)).contains(new Remembered(live("a", ONE), ledger));
      assertThat(store.find(NOTES, A)).contains(live("a", ONE));
    }
  }

  @Test
  default void insert_somethingStored_leavesItsLedger() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE), Ledger.ofOrigin(entry(1)));

      assertThat(store.insert(NOTES, live("a", TWO), Ledger.ofOrigin(entry(2)))).isFalse();

      assertThat(ledger(store)).isEqualTo(Ledger.ofOrigin(entry(1)));
    }
  }

  @Test
  default void compareAndSet_withLedger_changesBoth() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE), Ledger.ofOrigin(entry(1)));
      LedgerChange change = adding(ledger(store), 2);

      assertThat(store.compareAndSet(NOTES, A, V1, replace(TWO), change)).isTrue();

      assertThat(ledger(store)).isEqualTo(change.after());
      assertThat(store.find(NOTES, A).orElseThrow().version()).isEqualTo(V1.next());
    }
  }

  @Test
  default void compareAndSet_staleVersion_leavesTheLedger() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE));

      assertThat(store.compareAndSet(NOTES, A, V1.next(), replace(TWO), adding(Ledger.EMPTY, 1)))
          .isFalse();

      assertThat(ledger(store)).isEqualTo(Ledger.EMPTY);
    }
  }

  @Test
  default void compareAndSet_ledgerWrittenMeanwhile_changesNothing() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE));
      LedgerChange stale = adding(ledger(store), 1);
      store.remember(NOTES, A, V1, adding(ledger(store), 2));

      assertThat(store.compareAndSet(NOTES, A, V1, replace(TWO), stale)).isFalse();

      assertThat(store.find(NOTES, A)).contains(live("a", ONE));
      assertThat(ledger(store).recent()).containsExactly(entry(2));
    }
  }

  @Test
  default void compareAndSet_withoutLedger_leavesIt() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE), Ledger.ofOrigin(entry(1)));
      store.remember(NOTES, A, V1, adding(ledger(store), 2));
      Ledger before = ledger(store);

      store.compareAndSet(NOTES, A, V1, replace(TWO));
      store.compareAndSet(NOTES, A, V1.next(), delete());
      store.compareAndSet(NOTES, A, V1.next().next(), recreate(ONE, 5));

      assertThat(ledger(store)).isEqualTo(before);
    }
  }

  @Test
  default void remember_changesOnlyTheLedger_ofATombstoneToo() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE));
      assertThat(store.remember(NOTES, A, V1, adding(Ledger.EMPTY, 1))).isTrue();
      assertThat(store.find(NOTES, A)).contains(live("a", ONE));
      store.compareAndSet(NOTES, A, V1, delete());
      var tombstone = store.find(NOTES, A);

      assertThat(store.remember(NOTES, A, V1.next(), adding(ledger(store), 2))).isTrue();

      assertThat(store.find(NOTES, A)).isEqualTo(tombstone);
      assertThat(ledger(store).recent()).containsExactly(entry(1), entry(2));
    }
  }

  @Test
  default void remember_otherVersionOrLedger_isRefused() {
    try (ResourceStore store = store()) {
      assertThat(store.remember(NOTES, A, V1, adding(Ledger.EMPTY, 1))).isFalse();
      store.insert(NOTES, live("a", ONE));
      assertThat(store.remember(NOTES, A, V1.next(), adding(Ledger.EMPTY, 1))).isFalse();
      assertThat(store.remember(NOTES, A, V1, adding(Ledger.EMPTY, 1))).isTrue();
      assertThat(store.remember(NOTES, A, V1, adding(Ledger.EMPTY, 2))).isFalse();

      assertThat(ledger(store).recent()).containsExactly(entry(1));
    }
  }

  @Test
  default void ledger_trimmedAndForgotten_isStoredSo() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE), Ledger.ofOrigin(entry(0)));
      for (int n = 1; n <= 4; n++) {
        Ledger before = ledger(store);
        store.remember(NOTES, A, V1, new LedgerChange(before, before.with(entry(n), SMALL)));
      }
      assertThat(ledger(store).origin()).isEqualTo(entry(0));
      assertThat(ledger(store).recent()).containsExactly(entry(3), entry(4));

      Ledger before = ledger(store);
      store.remember(
          NOTES, A, V1, new LedgerChange(before, before.forgotten().with(entry(9), SMALL)));
      assertThat(ledger(store).origin()).isNull();
      assertThat(ledger(store).recent()).containsExactly(entry(9));
    }
  }

  @Test
  default void purge_removesTheLedgerToo() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE), Ledger.ofOrigin(entry(1)));
      store.compareAndSet(NOTES, A, V1, delete());
      assertThat(store.purge(NOTES, delete().purgeAt(), 10)).isEqualTo(1);

      store.insert(NOTES, live("a", TWO));

      assertThat(ledger(store)).isEqualTo(Ledger.EMPTY);
    }
  }

  @Test
  default void ledger_largest_isStored() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE), Ledger.ofOrigin(entry(0)));
      Ledger ledger = ledger(store);
      LedgerBounds all = new LedgerBounds(LedgerBounds.MOST, Duration.ZERO);
      for (int n = 1; n <= LedgerBounds.MOST + 10; n++) {
        ledger = ledger.with(entry(n), all);
      }
      assertThat(store.remember(NOTES, A, V1, new LedgerChange(ledger(store), ledger))).isTrue();

      assertThat(ledger(store)).isEqualTo(ledger);
      assertThat(ledger.recent()).hasSize(LedgerBounds.MOST);
    }
  }

  @Test
  default void remember_manyAtOnce_losesNone() throws Exception {
    int writers = 8;
    int each = 4;
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE));
      ExecutorService pool = Executors.newFixedThreadPool(writers);
      try {
        var tasks =
            IntStream.range(0, writers * each)
                .<Callable<Boolean>>mapToObj(
                    n ->
                        () -> {
                          while (!store.remember(NOTES, A, V1, adding(ledger(store), n))) {
                            Thread.onSpinWait();
                          }
                          return true;
                        })
                .toList();
        for (var done : pool.invokeAll(tasks)) {
          assertThat(done.get()).isTrue();
        }
      } finally {
        pool.shutdownNow();
      }

      assertThat(ledger(store).recent()).hasSize(writers * each).doesNotHaveDuplicates();
      assertThat(ledger(store).writes()).isEqualTo((long) writers * each);
    }
  }
}
