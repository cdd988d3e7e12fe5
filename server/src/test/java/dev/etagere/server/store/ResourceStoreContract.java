package dev.etagere.server.store;

import static dev.etagere.server.store.StoreFixtures.BY_OTHER;
import static dev.etagere.server.store.StoreFixtures.BY_PUT;
import static dev.etagere.server.store.StoreFixtures.INCARNATION;
import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.ONE;
import static dev.etagere.server.store.StoreFixtures.OTHERS;
import static dev.etagere.server.store.StoreFixtures.T0;
import static dev.etagere.server.store.StoreFixtures.TWO;
import static dev.etagere.server.store.StoreFixtures.delete;
import static dev.etagere.server.store.StoreFixtures.live;
import static dev.etagere.server.store.StoreFixtures.recreate;
import static dev.etagere.server.store.StoreFixtures.replace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.query.Filter;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.Mutation;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every adapter must do; an adapter's test only says how its store is made. */
public interface ResourceStoreContract {
  /** An empty store in which the collections are declared; the test closes it. */
  ResourceStore newStore(Set<CollectionName> collections);

  ResourceId A = new ResourceId("a");
  Version V1 = Version.first(INCARNATION);
  Duration LONG = Duration.ofSeconds(30);

  private ResourceStore store() {
    return newStore(Set.of(NOTES, OTHERS));
  }

  @Test
  default void find_nothingStored_isEmpty() {
    try (ResourceStore store = store()) {
      assertThat(store.find(NOTES, A)).isEmpty();
    }
  }

  @Test
  default void find_inserted_returnsEveryField() {
    try (ResourceStore store = store()) {
      assertThat(store.insert(NOTES, live("a", TWO))).isTrue();

      assertThat(store.find(NOTES, A)).contains(live("a", TWO));
    }
  }

  @Test
  default void find_idsThatDifferInCase_areDifferentResources() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE));

      assertThat(store.find(NOTES, new ResourceId("A"))).isEmpty();
      assertThat(store.insert(NOTES, live("A", TWO))).isTrue();
      assertThat(store.find(NOTES, A)).contains(live("a", ONE));
    }
  }

  @Test
  default void find_sameIdInAnotherCollection_isEmpty() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE));

      assertThat(store.find(OTHERS, A)).isEmpty();
    }
  }

  @Test
  default void find_undeclaredCollection_isAFaultOfTheCaller() {
    try (ResourceStore store = store()) {
      assertThatThrownBy(() -> store.find(new CollectionName("undeclared"), A))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  default void insert_somethingLiveThere_changesNothing() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE));

      assertThat(store.insert(NOTES, live("a", TWO))).isFalse();
      assertThat(store.find(NOTES, A)).contains(live("a", ONE));
    }
  }

  @Test
  default void insert_tombstoneThere_changesNothing() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE));
      store.compareAndSet(NOTES, A, V1, delete());

      assertThat(store.insert(NOTES, live("a", TWO))).isFalse();
      assertThat(store.find(NOTES, A)).containsInstanceOf(StoredResource.Tombstone.class);
    }
  }

  @Test
  default void insertAsync_twice_onlyTheFirstIsDone() {
    try (ResourceStore store = store()) {
      assertThat(store.insertAsync(NOTES, live("a", TWO), Ledger.EMPTY))
          .succeedsWithin(LONG)
          .isEqualTo(true);
      assertThat(store.insertAsync(NOTES, live("a", ONE), Ledger.EMPTY))
          .succeedsWithin(LONG)
          .isEqualTo(false);
      assertThat(store.find(NOTES, A)).contains(live("a", TWO));
    }
  }

  @Test
  default void compareAndSetAsync_manyOfOneVersionAtOnce_exactlyOneIsDone() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE));
      List<CompletionStage<Boolean>> writes = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        Content mine = Content.ofUtf8("{\"mine\":" + i + "}");
        writes.add(store.compareAndSetAsync(NOTES, A, V1, replace(mine), null));
      }
      int winner = -1;
      for (int i = 0; i < writes.size(); i++) {
        if (writes.get(i).toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join()) {
          assertThat(winner).as("besides %s", i).isEqualTo(-1);
          winner = i;
        }
      }
      assertThat(contentOf(store, A)).isEqualTo(Content.ofUtf8("{\"mine\":" + winner + "}"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$set\":{\"a\":1},\"$where\":\"x\",\"a.b\":1,\"a\":{\"b\":2}}",
        "{\"\":1,\"_id\":2,\"__proto__\":{\"x\":3},\"constructor\":null,\"~\":4}",
        "{\"nul\\u0000name\":\"nul\\u0000value\",\"\\u0000\":1}",
        "{\"big\":123456789012345678901234567890123456789012345678901234567890.10}",
        "{\"huge\":1e400,\"tiny\":1E-400,\"minus zero\":-0.0,\"long\":9223372036854775808}",
        "{\"text\":\"\\u00e9 é 😀 \\ud83d\\ude00\",\"array\":[[],{},[{\"$ref\":\"x\",\"$id\":1}]]}",
        "\t{ \"white\" :\r\n 1 } \n",
        "{}"
      })
  default void find_unusualContent_isByteForByteWhatWasStored(String json) {
    Content content = Content.ofUtf8(json);
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE));
      store.compareAndSet(NOTES, A, V1, replace(content));
      store.insert(NOTES, live("b", content));

      assertThat(contentOf(store, A)).isEqualTo(content);
      assertThat(contentOf(store, new ResourceId("b"))).isEqualTo(content);
    }
  }

  @Test
  default void find_contentOfOneMebibyte_isByteForByteWhatWasStored() {
    Content content = Content.ofUtf8("{\"x\":\"" + "é".repeat((1 << 19) - 5) + "\"}");
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", content));

      assertThat(contentOf(store, A)).isEqualTo(content);
    }
  }

  @Test
  default void replace_expectedVersion_changesContentAndCounts() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE));

      assertThat(store.compareAndSet(NOTES, A, V1, replace(TWO))).isTrue();
      assertThat(store.find(NOTES, A))
          .contains(new StoredResource.Live(A, V1.next(), TWO, BY_OTHER, T0, T0.plusSeconds(1)));
    }
  }

  @Test
  default void replace_sameContent_doesNotApply() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE));

      assertThat(store.compareAndSet(NOTES, A, V1, replace(ONE))).isFalse();
      assertThat(store.find(NOTES, A)).contains(live("a", ONE));
    }
  }

  @Test
  default void replace_otherNumber_changesNothing() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE));

      assertThat(store.compareAndSet(NOTES, A, V1.next(), replace(TWO))).isFalse();
      assertThat(store.find(NOTES, A)).contains(live("a", ONE));
    }
  }

  @Test
  default void replace_otherIncarnation_changesNothing() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE));

      assertThat(store.compareAndSet(NOTES, A, Version.first(INCARNATION + 1), replace(TWO)))
          .isFalse();
      assertThat(store.find(NOTES, A)).contains(live("a", ONE));
    }
  }

  @Test
  default void replace_nothingStored_createsNothing() {
    try (ResourceStore store = store()) {
      assertThat(store.compareAndSet(NOTES, A, V1, replace(TWO))).isFalse();
      assertThat(store.find(NOTES, A)).isEmpty();
    }
  }

  @Test
  default void replace_tombstoneWithTheExpectedVersion_doesNotApply() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE));
      store.compareAndSet(NOTES, A, V1, delete());

      assertThat(store.compareAndSet(NOTES, A, V1.next(), replace(TWO))).isFalse();
      assertThat(store.find(NOTES, A)).containsInstanceOf(StoredResource.Tombstone.class);
    }
  }

  @Test
  default void delete_expectedVersion_leavesATombstone() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE));

      assertThat(store.compareAndSet(NOTES, A, V1, delete())).isTrue();
      assertThat(store.find(NOTES, A))
          .contains(
              new StoredResource.Tombstone(
                  A, V1.next(), T0.plusSeconds(2), T0.plus(Duration.ofDays(1))));
    }
  }

  @Test
  default void delete_otherVersion_changesNothing() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE));

      assertThat(store.compareAndSet(NOTES, A, V1.next(), delete())).isFalse();
      assertThat(store.find(NOTES, A)).contains(live("a", ONE));
    }
  }

  @Test
  default void delete_tombstone_doesNotApply() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE));
      store.compareAndSet(NOTES, A, V1, delete());

      assertThat(store.compareAndSet(NOTES, A, V1.next(), delete())).isFalse();
    }
  }

  @Test
  default void recreate_tombstone_goesOnCountingUnderANewIncarnation() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE));
      store.compareAndSet(NOTES, A, V1, delete());

      assertThat(store.compareAndSet(NOTES, A, V1.next(), recreate(ONE, -1))).isTrue();
      assertThat(store.find(NOTES, A))
          .contains(
              new StoredResource.Live(
                  A, new Version(3, -1), ONE, BY_PUT, T0.plusSeconds(3), T0.plusSeconds(3)));
    }
  }

  @Test
  default void recreate_liveResource_doesNotApply() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE));

      assertThat(store.compareAndSet(NOTES, A, V1, recreate(TWO, -1))).isFalse();
      assertThat(store.find(NOTES, A)).contains(live("a", ONE));
    }
  }

  @Test
  default void page_ofMixedStates_listsLiveResourcesInOrderOfTheirIds() {
    try (ResourceStore store = store()) {
      for (String id : List.of("b", "B", "_", "a1", "a", "~", "10", "9")) {
        store.insert(NOTES, live(id, ONE));
      }
      store.insert(OTHERS, live("a0", ONE));
      store.compareAndSet(NOTES, new ResourceId("b"), V1, delete());

      assertThat(ids(Listed.first(store, NOTES, 10)))
          .containsExactly("10", "9", "B", "_", "a", "a1", "~");
      assertThat(ids(Listed.first(store, NOTES, 2))).containsExactly("10", "9");
      assertThat(ids(Listed.beyond(store, NOTES, new ResourceId("9"), 3)))
          .containsExactly("B", "_", "a");
      assertThat(ids(Listed.beyond(store, NOTES, new ResourceId("a0"), 9)))
          .containsExactly("a1", "~");
      assertThat(ids(Listed.beyond(store, NOTES, new ResourceId("~"), 9))).isEmpty();
    }
  }

  @Test
  default void page_item_isWhatFindReturns() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", TWO));

      assertThat(Listed.first(store, NOTES, 1)).containsExactly(live("a", TWO));
    }
  }

  @Test
  default void purge_tombstonesOverTime_removesOnlyThese() {
    try (ResourceStore store = store()) {
      for (String id : List.of("a", "b", "c", "kept", "live")) {
        store.insert(NOTES, live(id, ONE));
      }
      for (String id : List.of("a", "b", "c")) {
        store.compareAndSet(NOTES, new ResourceId(id), V1, delete());
      }
      store.compareAndSet(
          NOTES, new ResourceId("kept"), V1, new Mutation.Delete(T0, T0.plus(Duration.ofDays(9))));

      assertThat(store.purge(NOTES, T0.plus(Duration.ofHours(23)), 10)).isZero();
      assertThat(store.purge(NOTES, T0.plus(Duration.ofDays(1)), 2)).isEqualTo(2);
      assertThat(store.purge(NOTES, T0.plus(Duration.ofDays(1)), 2)).isEqualTo(1);
      assertThat(store.find(NOTES, A)).isEmpty();
      assertThat(store.find(NOTES, new ResourceId("kept"))).isPresent();
      assertThat(store.find(NOTES, new ResourceId("live"))).isPresent();
      assertThat(store.insert(NOTES, live("a", TWO))).isTrue();
    }
  }

  @Test
  default void close_twice_doesNothing() {
    ResourceStore store = store();
    store.close();
    store.close();
  }

  private static Content contentOf(ResourceStore store, ResourceId id) {
    return ((StoredResource.Live) store.find(NOTES, id).orElseThrow()).content();
  }

  private static List<String> ids(List<StoredResource.Live> page) {
    return page.stream().map(live -> live.id().value()).toList();
  }

  @Test
  default void calls_afterTheirDeadline_areUnavailableAndChangeNothing() {
    try (ResourceStore store = store()) {
      store.insert(NOTES, live("a", ONE));
      List<ThrowingCallable> calls =
          List.of(
              () -> store.find(NOTES, A),
              () -> store.recall(NOTES, A),
              () -> store.findLive(NOTES, List.of(A)),
              () -> Listed.first(store, NOTES, 5),
              () -> store.count(NOTES, Filter.ALL),
              () -> store.insert(NOTES, live("b", ONE)),
              () -> store.compareAndSet(NOTES, A, V1, replace(TWO)));
      CallDeadline.of(System.nanoTime() - 2, Duration.ofNanos(1)).set();
      try {
        for (ThrowingCallable call : calls) {
          assertThatThrownBy(call).isInstanceOf(StoreUnavailableException.class);
        }
        assertThat(store.insertAsync(NOTES, live("b", ONE), Ledger.EMPTY).toCompletableFuture())
            .failsWithin(LONG)
            .withThrowableOfType(ExecutionException.class)
            .withCauseInstanceOf(StoreUnavailableException.class);
      } finally {
        CallDeadline.clear();
      }
      assertThat(store.find(NOTES, A)).contains(live("a", ONE));
      assertThat(store.find(NOTES, new ResourceId("b"))).isEmpty();
    }
  }
}
