package dev.etagere.server.store.records;

import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.ONE;
import static dev.etagere.server.store.StoreFixtures.OTHERS;
import static dev.etagere.server.store.StoreFixtures.TWO;
import static dev.etagere.server.store.StoreFixtures.delete;
import static dev.etagere.server.store.StoreFixtures.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource.Live;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.StoreOpenException;
import dev.etagere.server.store.records.RecordsContract.Place;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every adapter must do for those who read its resources and nothing else. */
interface LiveReaderContract {
  /** A place where nothing is. */
  Place newPlace();

  /** Opens what is at a place. */
  LiveReader reader(Place place);

  private static List<Live> all(LiveReader reader, CollectionName collection) {
    List<Live> all = new ArrayList<>();
    List<Live> some = reader.read(collection, null);
    while (!some.isEmpty()) {
      all.addAll(some);
      some = reader.read(collection, some.get(some.size() - 1).id());
    }
    return all;
  }

  @Test
  default void read_serverAtWork_givesWhatIsLiveInOrderAndLeavesItsStoreAlone() {
    Place place = newPlace();
    try (ResourceStore store = place.store();
        LiveReader reader = reader(place)) {
      store.insert(NOTES, live("b", TWO));
      store.insert(NOTES, live("Z", ONE));
      store.insert(NOTES, live("gone", ONE));
      store.compareAndSet(NOTES, new ResourceId("gone"), live("x", ONE).version(), delete());

      assertThat(all(reader, NOTES)).containsExactly(live("Z", ONE), live("b", TWO));
      assertThat(reader.estimate(NOTES)).isEqualTo(3);

      store.insert(NOTES, live("a", ONE));
      assertThat(all(reader, NOTES))
          .containsExactly(live("Z", ONE), live("a", ONE), live("b", TWO));
    }
  }

  @Test
  default void read_manyTombstonesInFront_findsWhatIsBehindThem() {
    Place place = newPlace();
    try (ResourceStore store = place.store()) {
      for (int i = 0; i < 1_100; i++) {
        String id = "n%04d".formatted(i);
        store.insert(NOTES, live(id, ONE));
        if (i < 600) {
          store.compareAndSet(NOTES, new ResourceId(id), live("x", ONE).version(), delete());
        }
      }
      Content large = Content.ofUtf8("{\"l\":\"" + "x".repeat(3 << 20) + "\"}");
      for (int i = 0; i < 4; i++) {
        store.insert(OTHERS, live("l" + i, large));
      }
    }
    try (LiveReader reader = reader(place)) {
      assertThat(all(reader, NOTES))
          .hasSize(500)
          .doesNotHaveDuplicates()
          .first()
          .isEqualTo(live("n0600", ONE));
      assertThat(reader.read(OTHERS, null)).hasSizeLessThan(4);
      assertThat(all(reader, OTHERS)).hasSize(4).doesNotHaveDuplicates();
    }
  }

  @Test
  default void read_collectionThatIsNotThere_hasNothing() {
    Place place = newPlace();
    place.store().close();

    try (LiveReader reader = reader(place)) {
      CollectionName unknown = new CollectionName("unknown");
      assertThat(reader.read(unknown, null)).isEmpty();
      assertThat(reader.estimate(unknown)).isZero();
    }
  }

  @Test
  default void open_unfinishedCopy_isRefused() {
    Place place = newPlace();
    place.target("a source").close();

    assertThatThrownBy(() -> reader(place).close())
        .isInstanceOf(StoreOpenException.class)
        .hasMessageContaining("unfinished copy");
  }
}
