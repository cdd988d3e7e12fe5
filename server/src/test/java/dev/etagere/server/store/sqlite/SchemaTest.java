package dev.etagere.server.store.sqlite;

import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.ONE;
import static dev.etagere.server.store.StoreFixtures.OTHERS;
import static dev.etagere.server.store.StoreFixtures.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.ledger.LedgerBounds;
import dev.etagere.server.ledger.LedgerChange;
import dev.etagere.server.ledger.Remembered;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.Version;
import dev.etagere.server.store.LedgerContract;
import dev.etagere.server.store.StoreOpenException;
import dev.etagere.server.store.sqlite.folder.Connections;
import dev.etagere.server.store.sqlite.folder.StoreFolder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {
  private static final Schema NEXT =
      with(
          new Schema.Step(
              List.of("CREATE TABLE remark (t TEXT) STRICT", "INSERT INTO remark VALUES ('once')"),
              List.of("ALTER TABLE doc_N ADD COLUMN remark TEXT")));

  @TempDir Path folder;

  @Test
  void open_storeOfAnOlderVersion_goesTheStepsThatItLacks() throws SQLException {
    try (SqliteStore store = open(Schema.CURRENT, NOTES)) {
      store.insert(NOTES, live("a", ONE));
    }

    try (SqliteStore store = open(NEXT, NOTES, OTHERS)) {
      assertThat(store.find(NOTES, new ResourceId("a"))).contains(live("a", ONE));
      assertThat(store.insert(OTHERS, live("b", ONE))).isTrue();
    }
    open(NEXT, NOTES).close();

    assertThat(number("SELECT count(remark) + count(*) FROM doc_1")).isEqualTo(1);
    assertThat(number("SELECT count(remark) + count(*) FROM doc_2")).isEqualTo(1);
    assertThat(number("SELECT count(*) FROM remark")).isEqualTo(1);
  }

  @Test
  void open_storeWithoutLedgers_getsThem() throws SQLException {
    Schema first = new Schema(Schema.CURRENT.steps().subList(0, 1));
    open(first, NOTES).close();
    insertAsTheFirstProgramDid(live("old", ONE));
    ResourceId old = new ResourceId("old");
    Ledger ledger = Ledger.EMPTY.with(LedgerContract.entry(1), LedgerBounds.DEFAULT);

    try (SqliteStore store = open(Schema.CURRENT, NOTES)) {
      assertThat(store.recall(NOTES, old)).contains(new Remembered(live("old", ONE), Ledger.EMPTY));
      Version version = live("old", ONE).version();
      assertThat(store.remember(NOTES, old, version, new LedgerChange(Ledger.EMPTY, ledger)))
          .isTrue();
    }
    try (SqliteStore store = open(Schema.CURRENT, NOTES)) {
      assertThat(store.recall(NOTES, old)).contains(new Remembered(live("old", ONE), ledger));
    }
  }

  private void insertAsTheFirstProgramDid(StoredResource.Live resource) throws SQLException {
    try (Connection connection = connections().writer();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO doc_1(version, inc, state, created, changed, purge_at, made_by,"
                    + " digest, seal, body, key) VALUES (?,?,?,?,?,?,?,?,?,?,?)")) {
      RowHead head = RowHead.of(resource);
      Rows.bind(insert, head, head.seal(NOTES, resource.id().value()));
      insert.setBytes(10, resource.content().bytes());
      insert.setString(11, resource.id().value());
      insert.executeUpdate();
    }
  }

  @Test
  void open_storeOfANewerVersion_isRefusedAndLeftAsItIs() throws SQLException {
    open(NEXT, NOTES).close();

    assertThatThrownBy(() -> open(Schema.CURRENT, NOTES, OTHERS))
        .isInstanceOf(StoreOpenException.class)
        .hasMessageContainingAll(
            folder.toString(),
            "newer Etagere",
            "version " + NEXT.steps().size(),
            "up to " + Schema.CURRENT.steps().size(),
            "Start the newer");
    assertThat(number("SELECT count(*) FROM collection")).isEqualTo(1);
  }

  @Test
  void open_stepThatFails_changesNothing() throws SQLException {
    open(Schema.CURRENT, NOTES).close();
    Schema broken =
        with(new Schema.Step(List.of("CREATE TABLE half (t TEXT) STRICT", "NONSENSE"), List.of()));

    assertThatThrownBy(() -> open(broken, NOTES))
        .isInstanceOf(StoreOpenException.class)
        .hasMessageContaining("cannot be opened");

    open(Schema.CURRENT, NOTES).close();
    assertThat(number("SELECT count(*) FROM sqlite_schema WHERE name='half'")).isZero();
  }

  @Test
  void open_killedBeforeTheFirstCommit_beginsAnew() throws SQLException {
    new Connections(new StoreFolder(folder).database(), true).creator().close();

    try (SqliteStore store = open(Schema.CURRENT, NOTES)) {
      assertThat(store.insert(NOTES, live("a", ONE))).isTrue();
    }
  }

  @Test
  void open_collectionRenamedInTheTable_isRefused() throws SQLException {
    open(Schema.CURRENT, NOTES).close();
    try (Connection connection = connections().writer();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE collection SET name='nodes'");
    }

    // Otherwise an empty table would be made, and everything in the old one seem gone.
    assertThatThrownBy(() -> open(Schema.CURRENT, NOTES))
        .isInstanceOf(StoreOpenException.class)
        .hasMessageContaining("list of tables");
  }

  @Test
  void writer_pragmas_areThoseThatKeepThePromises() throws SQLException {
    open(Schema.CURRENT, NOTES).close();
    try (Connection writer = connections().writer()) {
      assertThat(number(writer, "PRAGMA synchronous")).isEqualTo(2);
      // Readers hold the lock of the writer for a moment.
      assertThat(number(writer, "PRAGMA busy_timeout")).isEqualTo(5000);
      assertThat(number(writer, "PRAGMA page_size")).isEqualTo(4096);
    }
  }

  @Test
  void reader_writing_isRefused() throws SQLException {
    open(Schema.CURRENT, NOTES).close();
    try (Connection reader = connections().reader();
        Statement statement = reader.createStatement()) {
      assertThatThrownBy(() -> statement.executeUpdate("DELETE FROM meta"))
          .isInstanceOf(SQLException.class);
    }
  }

  private SqliteStore open(Schema schema, CollectionName... collections) {
    return SqliteStore.open(
        folder, Set.of(collections), new Settings(true, schema, WriteSession::new));
  }

  private static Schema with(Schema.Step step) {
    return new Schema(
        ImmutableList.<Schema.Step>builder().addAll(Schema.CURRENT.steps()).add(step).build());
  }

  private Connections connections() {
    return new Connections(new StoreFolder(folder).database(), true);
  }

  private long number(String query) throws SQLException {
    try (Connection connection = connections().reader()) {
      return number(connection, query);
    }
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.getLong(1);
    }
  }
}
