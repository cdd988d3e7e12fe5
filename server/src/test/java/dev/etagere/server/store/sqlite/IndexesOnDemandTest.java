package dev.etagere.server.store.sqlite;

import static dev.etagere.server.store.StoreFixtures.BY_OTHER;
import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.ONE;
import static dev.etagere.server.store.StoreFixtures.T0;
import static dev.etagere.server.store.StoreFixtures.delete;
import static dev.etagere.server.store.StoreFixtures.live;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import dev.etagere.server.query.Entry;
import dev.etagere.server.query.Filter;
import dev.etagere.server.query.Order;
import dev.etagere.server.query.PageQuery;
import dev.etagere.server.query.QueryField;
import dev.etagere.server.query.QueryField.Own;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.Mutation;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.Version;
import dev.etagere.server.store.sqlite.Schema.Table;
import dev.etagere.server.store.sqlite.archive.Verification;
import dev.etagere.server.store.sqlite.folder.Connections;
import dev.etagere.server.store.sqlite.folder.StoreFolder;
import dev.etagere.server.store.sqlite.member.ChangesIndex;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;

@Timeout(60)
class IndexesOnDemandTest {
  private static final Order LAST_CHANGE_FIRST =
      new Order(ImmutableList.of(new Order.By(Own.MODIFIED_AT, true)));
  private static final int LIMIT = 1000;

  @TempDir Path folder;

  private final FaultyDisk disk = new FaultyDisk();

  @Test
  void replacement_whereNobodyListsByTheTimeOfIt_writesNoIndex() throws SQLException {
    try (SqliteStore store = open()) {
      store.page(NOTES, PageQuery.first(Filter.ALL, Order.BY_ID, LIMIT));
      flush(store, "a");
    }
    assertThat(writtenByAReplacement()).containsExactly("doc_1");
  }

  @Test
  void list_byTheTimeOfChanges_makesTheIndexForGood() throws SQLException {
    try (SqliteStore store = open()) {
      assertThat(idsByChange(store)).isEmpty();
      flush(store, "a");
    }
    assertThat(writtenByAReplacement()).containsExactlyInAnyOrder("doc_1", "doc_1_changed");
    try (SqliteStore store = open()) {
      replace(store, "a", 1, T0.plusSeconds(1));
      assertThat(idsByChange(store)).containsExactly("a");
    }
    assertThat(writtenByAReplacement()).containsExactlyInAnyOrder("doc_1", "doc_1_changed");
    assertThat(Verification.of(folder).findings()).isEmpty();
  }

  @Test
  void list_beforeTheIndexIsMade_isTheSameAsBehindIt() {
    try (SqliteStore store = open()) {
      for (String id : List.of("a", "b", "c", "d", "gone")) {
        store.insert(NOTES, live(id, ONE));
      }
      replace(store, "c", 1, T0.plusSeconds(5));
      replace(store, "a", 1, T0.plusSeconds(9));
      store.compareAndSet(
          NOTES, new ResourceId("gone"), live("gone", ONE).version(), delete(), null);
      Filter since =
          new Filter.Within(
              Own.MODIFIED_AT,
              ImmutableRangeSet.of(Range.atLeast(QueryField.keyOf(T0.plusSeconds(5)))));

      try (HeldWriter held = HeldWriter.hold(store)) {
        assertThat(idsByChange(store)).containsExactly("a", "c", "d", "b");
        assertThat(store.count(NOTES, since).number()).isEqualTo(2);
        held.release();
      }
      flush(store, "later");
      assertThat(store.count(NOTES, since).number()).isEqualTo(2);
      assertThat(idsByChange(store)).containsExactly("a", "c", "later", "d", "b");
    }
  }

  @Test
  void index_forWhichThereIsNoRoom_isNotTriedAgainBeforeTheNextStart() throws SQLException {
    try (SqliteStore store = disk.open(folder, Set.of(NOTES))) {
      store.insert(NOTES, live("a", ONE));
      disk.failCommits(1, SQLiteErrorCode.SQLITE_FULL);

      assertThat(idsByChange(store)).containsExactly("a");
      flush(store, "b");
      assertThat(idsByChange(store)).containsExactly("b", "a");
      flush(store, "c");
      assertThat(isIndexed()).isFalse();
    }
    try (SqliteStore store = open()) {
      assertThat(idsByChange(store)).containsExactly("c", "b", "a");
    }
    assertThat(isIndexed()).isTrue();
  }

  @Test
  void index_forWhichThereIsNoRoom_takesNoChangeThatWaitsBesideItAlong() throws Exception {
    try (SqliteStore store = disk.open(folder, Set.of(NOTES));
        HeldWriter held = HeldWriter.hold(store)) {
      Caller before = held.queue(() -> store.insert(NOTES, live("before", ONE)));
      assertThat(idsByChange(store)).isEmpty();
      Caller after = held.queue(() -> store.insert(NOTES, live("after", ONE)));
      // That of the holder, and that of the index.
      disk.failCommits(2, SQLiteErrorCode.SQLITE_FULL);
      held.release();

      assertThat(before.failure()).isNull();
      assertThat(after.failure()).isNull();
      assertThat(isIndexed()).isFalse();
      assertThat(idsByChange(store)).containsExactly("before", "after");
    }
  }

  @Test
  void index_thatCouldNotBeMadeForNow_isTriedAgainByTheNextList() throws SQLException {
    try (SqliteStore store = disk.open(folder, Set.of(NOTES))) {
      store.insert(NOTES, live("a", ONE));
      disk.failCommits(1);

      assertThat(idsByChange(store)).containsExactly("a");
      flush(store, "b");
      assertThat(isIndexed()).isFalse();
      assertThat(idsByChange(store)).containsExactly("b", "a");
      flush(store, "c");
      assertThat(isIndexed()).isTrue();
      assertThat(idsByChange(store)).containsExactly("c", "b", "a");
    }
  }

  @Test
  void index_thatWasMadeThoughItsCommitSeemedToFail_isFoundByTheNextList() throws SQLException {
    try (SqliteStore store = disk.open(folder, Set.of(NOTES))) {
      store.insert(NOTES, live("a", ONE));
      disk.loseNextCommit();

      assertThat(idsByChange(store)).containsExactly("a");
      flush(store, "b");
      assertThat(isIndexed()).isTrue();
      assertThat(idsByChange(store)).containsExactly("b", "a");
      flush(store, "c");
      assertThat(idsByChange(store)).containsExactly("c", "b", "a");
    }
    assertThat(Verification.of(folder).findings()).isEmpty();
  }

  @Test
  void open_storeOfAFormThatAlwaysHadIt_takesItAwayUntilAListNeedsIt() throws SQLException {
    Schema before = new Schema(Schema.CURRENT.steps().subList(0, 3));
    Settings settings = new Settings(true, before, WriteSession::new);
    try (SqliteStore store = SqliteStore.open(folder, Set.of(NOTES), settings)) {
      store.insert(NOTES, live("a", ONE));
    }
    assertThat(isIndexed()).isTrue();

    try (SqliteStore store = open()) {
      assertThat(isIndexed()).isFalse();
      assertThat(idsByChange(store)).containsExactly("a");
    }
    assertThat(isIndexed()).isTrue();
  }

  @Test
  void index_madeWhileOthersWrite_hasTheirChanges() {
    int resources = 50;
    int changes = 40;
    try (SqliteStore store = open()) {
      for (int i = 0; i < resources; i++) {
        store.insert(NOTES, live("r" + i, ONE));
      }
      List<CompletableFuture<Void>> writers = new ArrayList<>();
      for (int i = 0; i < resources; i++) {
        int one = i;
        writers.add(
            CompletableFuture.runAsync(
                () -> {
                  for (int change = 1; change <= changes; change++) {
                    replace(store, "r" + one, change, T0.plusSeconds(change * 100 + one));
                  }
                }));
      }
      while (!writers.stream().allMatch(CompletableFuture::isDone)) {
        assertThat(idsByChange(store)).hasSize(resources).doesNotHaveDuplicates();
      }
      writers.forEach(CompletableFuture::join);

      List<String> latestFirst = new ArrayList<>();
      for (int i = resources - 1; i >= 0; i--) {
        latestFirst.add("r" + i);
      }
      assertThat(idsByChange(store)).isEqualTo(latestFirst);
    }
    assertThat(Verification.of(folder).findings()).isEmpty();
  }

  private SqliteStore open() {
    return SqliteStore.open(folder, Set.of(NOTES));
  }

  private static List<String> idsByChange(SqliteStore store) {
    return store
        .page(NOTES, PageQuery.first(Filter.ALL, LAST_CHANGE_FIRST, LIMIT))
        .entries()
        .stream()
        .map(Entry::id)
        .map(ResourceId::value)
        .toList();
  }

  /** A replacement with a content of its own: that of the same changes nothing. */
  private static void replace(SqliteStore store, String id, long version, Instant at) {
    Version expected = new Version(version, live(id, ONE).version().incarnation());
    Content content = Content.ofUtf8("{\"replaced\":" + version + "}");
    assertThat(
            store.compareAndSet(
                NOTES,
                new ResourceId(id),
                expected,
                new Mutation.Replace(content, BY_OTHER, at),
                null))
        .isTrue();
  }

  /** The writer takes what is asked of it in its order: what was asked before is done then. */
  private static void flush(SqliteStore store, String id) {
    assertThat(store.insert(NOTES, live(id, ONE))).isTrue();
  }

  private boolean isIndexed() throws SQLException {
    try (Connection connection = connections().reader()) {
      return ChangesIndex.isThere(connection, 1);
    }
  }

  /** What SQLite's own program of the statement opens for writing. */
  private List<String> writtenByAReplacement() throws SQLException {
    List<String> written = new ArrayList<>();
    try (Connection writer = connections().writer();
        PreparedStatement rootOf =
            writer.prepareStatement("SELECT name FROM sqlite_schema WHERE rootpage=?");
        Statement statement = writer.createStatement();
        ResultSet step =
            statement.executeQuery("EXPLAIN " + new Table(NOTES, 1).sql(TableWrites.REPLACE))) {
      while (step.next()) {
        if (step.getString("opcode").equals("OpenWrite")) {
          rootOf.setInt(1, step.getInt("p2"));
          written.add(rootOf.executeQuery().getString(1));
        }
      }
    }
    return written;
  }

  private Connections connections() {
    return new Connections(new StoreFolder(folder).database(), true);
  }
}
