package dev.etagere.server.store.sqlite;

import static dev.etagere.server.store.StoreFixtures.INCARNATION;
import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.OTHERS;
import static dev.etagere.server.store.StoreFixtures.delete;
import static dev.etagere.server.store.StoreFixtures.live;
import static dev.etagere.server.store.StoreFixtures.recreate;
import static dev.etagere.server.store.StoreFixtures.replace;
import static dev.etagere.server.store.sqlite.PageFile.Kind.INDEX_LEAF;
import static dev.etagere.server.store.sqlite.PageFile.Kind.TABLE_LEAF;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.Version;
import dev.etagere.server.store.DamagedResourceException;
import dev.etagere.server.store.LedgerContract;
import dev.etagere.server.store.sqlite.Schema.Table;
import dev.etagere.server.store.sqlite.folder.Connections;
import dev.etagere.server.store.sqlite.folder.StoreFolder;
import dev.etagere.server.store.sqlite.scrub.Pace;
import dev.etagere.server.store.sqlite.scrub.Scrub;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ScrubTest {
  private static final int ROWS = 120;
  private static final Pace FAST = new Pace(7, 1 << 20, Duration.ZERO, Duration.ZERO);
  private static final String[] REMEDY = {"check the disk", "keep a copy", "restore a backup"};

  @TempDir Path folder;

  private final List<String> found = new ArrayList<>();

  @BeforeEach
  void store() {
    try (SqliteStore store = open()) {
      for (int i = 0; i < ROWS; i++) {
        store.insert(NOTES, live(id(i), content(i)));
      }
      store.insert(OTHERS, live("other", content(0)), Ledger.ofOrigin(LedgerContract.entry(1)));
      store.compareAndSet(NOTES, new ResourceId(id(3)), Version.first(INCARNATION), delete());
    }
  }

  private static String id(int i) {
    return "note-%03d-x".formatted(i);
  }

  private static Content content(int i) {
    return Content.ofUtf8("{\"text\":\"body-%03d-%s\"}".formatted(i, "z".repeat(200)));
  }

  @Test
  void round_soundStore_findsNothingAndChangesNothing() throws Exception {
    byte[] before = PageFile.of(folder).read();

    round();

    assertThat(found).isEmpty();
    assertThat(PageFile.of(folder).read()).isEqualTo(before);
  }

  @Test
  void round_byteOfAContentFlipped_namesTheResourceOnce() throws Exception {
    PageFile.of(folder).flip(TABLE_LEAF, "body-077");

    Scrub scrub = scrub();
    scrub.round(pause -> false);
    scrub.round(pause -> false);

    assertThat(found).hasSize(1);
    assertThat(found.get(0))
        .contains(id(77), "'notes'", "SHA-256", "restore the resource from a backup");
  }

  @Test
  void round_ledgerDamaged_namesItsResource() throws Exception {
    try (Connection connection =
            new Connections(new StoreFolder(folder).database(), true).writer();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE ledger_2 SET writes=9");
    }

    round();

    assertThat(found).singleElement().asString().contains("'other'", "'others'", "ledger");
  }

  @Test
  void round_byteOfAKeyFlippedInItsRow_namesTheRowOnce() throws Exception {
    PageFile.of(folder).flip(TABLE_LEAF, id(50));

    round();

    assertThat(found).hasSize(1);
    assertThat(found.get(0)).contains("'notes'", "its check value", "restore the resource");
  }

  @Test
  void round_byteOfAnIndexEntryFlipped_namesTheResourceThatCannotBeFound() throws Exception {
    PageFile.of(folder).flip(INDEX_LEAF, id(60));
    try (SqliteStore store = open()) {
      // The fault that no read can see.
      assertThat(store.find(NOTES, new ResourceId(id(60)))).isEmpty();
    }

    round();

    assertThat(found).hasSize(1);
    assertThat(found.get(0)).contains("doc_1_key", "'notes'", "no entry", id(60)).contains(REMEDY);
  }

  @Test
  void round_indexEntryTurnedIntoThatOfItsNeighbour_namesAllThatIsNotServed() throws Exception {
    // Now there are two entries for note-061-x, and none for note-060-x.
    PageFile.of(folder).flip(INDEX_LEAF, "note-060");

    round();

    assertThat(found).anySatisfy(text -> assertThat(text).contains(id(60)));
    assertThat(found).allSatisfy(text -> assertThat(text).contains("doc_1_key").contains(REMEDY));
    try (SqliteStore store = open()) {
      for (int i = 0; i < ROWS; i++) {
        String id = id(i);
        if (!isServed(store, id)) {
          assertThat(found).anySatisfy(text -> assertThat(text).contains(id));
        }
      }
    }
  }

  private static boolean isServed(SqliteStore store, String id) {
    try {
      return store.find(NOTES, new ResourceId(id)).isPresent();
    } catch (DamagedResourceException e) {
      return false;
    }
  }

  @Test
  void reindex_afterAnIndexEntryWasDamaged_findsTheResourceAgain() throws Exception {
    PageFile.of(folder).flip(INDEX_LEAF, id(60));
    try (Connection connection = connections().writer();
        Statement statement = connection.createStatement()) {
      statement.execute("REINDEX doc_1_key");
    }

    round();

    assertThat(found).isEmpty();
    try (SqliteStore store = open()) {
      assertThat(store.find(NOTES, new ResourceId(id(60)))).isPresent();
    }
  }

  @Test
  void round_indexEntryGone_namesTheResource() throws Exception {
    PageFile.of(folder).dropLastEntry(INDEX_LEAF, id(ROWS - 1));

    round();

    assertThat(found).hasSize(1);
    assertThat(found.get(0)).contains("no entry", id(ROWS - 1)).contains(REMEDY);
  }

  @Test
  void round_rowGoneBehindItsIndexEntry_namesTheEntry() throws Exception {
    PageFile.of(folder).dropLastEntry(TABLE_LEAF, id(ROWS - 1));

    round();

    assertThat(found).hasSize(1);
    assertThat(found.get(0))
        .contains("entry '" + id(ROWS - 1) + "'", "which is not there")
        .contains(REMEDY);
  }

  @Test
  void round_pageOfRowsZeroed_namesItAndGoesOnBehindIt() throws Exception {
    PageFile.of(folder).zero(TABLE_LEAF, "body-040");
    PageFile.of(folder).flip(TABLE_LEAF, "body-110");

    round();

    assertThat(found).anySatisfy(text -> assertThat(text).contains("cannot be read", "'notes'"));
    assertThat(found).anySatisfy(text -> assertThat(text).contains(id(40)).contains(REMEDY));
    assertThat(found).anySatisfy(text -> assertThat(text).contains(id(110), "SHA-256"));
    assertThat(found).noneMatch(text -> text.contains(id(90)));
  }

  @Test
  void round_pageOfTheIndexZeroed_namesTheResourcesThatCannotBeFound() throws Exception {
    PageFile.of(folder).zero(INDEX_LEAF, id(60));

    round();

    assertThat(found).anySatisfy(text -> assertThat(text).contains("doc_1_key", id(60)));
    assertThat(found).allSatisfy(text -> assertThat(text).contains(REMEDY));
  }

  @Test
  void round_severalCollections_checksEach() throws Exception {
    try (Connection connection = connections().writer();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("UPDATE doc_2 SET changed=changed+1")).isEqualTo(1);
    }

    round();

    assertThat(found).hasSize(1);
    assertThat(found.get(0)).contains("'other'", "'others'");
  }

  @Test
  void round_writesGoOn_raisesNoFalseAlarm() throws Exception {
    AtomicBoolean ended = new AtomicBoolean();
    try (SqliteStore store = open()) {
      Thread writer = new Thread(() -> change(store, ended));
      writer.start();
      try {
        Scrub scrub = scrub();
        for (int i = 0; i < 30; i++) {
          assertThat(scrub.round(pause -> false)).isTrue();
        }
      } finally {
        ended.set(true);
        writer.join();
      }
      assertThat(found).isEmpty();
      assertThat(store.find(NOTES, new ResourceId("moved")).orElseThrow().version().number())
          .isGreaterThan(3);
    }
  }

  /** Creates, replaces, deletes and purges, so that rows come and go before and behind the walk. */
  private static void change(SqliteStore store, AtomicBoolean ended) {
    ResourceId moved = new ResourceId("moved");
    store.insert(NOTES, live("moved", content(1)));
    Version version = Version.first(INCARNATION);
    for (int i = 0; !ended.get(); i++) {
      store.compareAndSet(NOTES, moved, version, replace(content(1_000 + i)));
      store.compareAndSet(NOTES, moved, version.next(), delete());
      store.compareAndSet(NOTES, moved, version.next().next(), recreate(content(i), INCARNATION));
      version = version.next().next().recreated(INCARNATION);
      ResourceId brief = new ResourceId("a-" + i);
      store.insert(NOTES, live(brief.value(), content(i)));
      store.compareAndSet(NOTES, brief, Version.first(INCARNATION), delete());
      store.purge(NOTES, delete().purgeAt(), 1_000);
    }
  }

  @Test
  void round_endedInAPause_leavesTheRest() throws Exception {
    PageFile.of(folder).flip(TABLE_LEAF, "body-110");

    assertThat(scrub().round(pause -> true)).isFalse();

    assertThat(found).isEmpty();
  }

  private SqliteStore open() {
    return SqliteStore.open(
        folder, Set.of(NOTES, OTHERS), new Settings(false, Schema.CURRENT, WriteSession::new));
  }

  private void round() throws SQLException {
    assertThat(scrub().round(pause -> false)).isTrue();
  }

  private Scrub scrub() {
    return new Scrub(
        connections(),
        List.of(
            OpenDatabase.scrubbed(new Table(NOTES, 1)),
            OpenDatabase.scrubbed(new Table(OTHERS, 2))),
        FAST,
        found::add);
  }

  private Connections connections() {
    return new Connections(new StoreFolder(folder).database(), true);
  }
}
