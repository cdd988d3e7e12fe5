package dev.etagere.server.store.sqlite;

import static dev.etagere.server.store.StoreFixtures.INCARNATION;
import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.ONE;
import static dev.etagere.server.store.StoreFixtures.OTHERS;
import static dev.etagere.server.store.StoreFixtures.T0;
import static dev.etagere.server.store.StoreFixtures.TWO;
import static dev.etagere.server.store.StoreFixtures.delete;
import static dev.etagere.server.store.StoreFixtures.live;
import static dev.etagere.server.store.StoreFixtures.replace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.ledger.LedgerBounds;
import dev.etagere.server.ledger.LedgerChange;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.Version;
import dev.etagere.server.store.DamagedResourceException;
import dev.etagere.server.store.LedgerContract;
import dev.etagere.server.store.Listed;
import dev.etagere.server.store.sqlite.Schema.Table;
import dev.etagere.server.store.sqlite.folder.Connections;
import dev.etagere.server.store.sqlite.folder.StoreFolder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedRowTest {
  private static final ResourceId A = new ResourceId("a");
  private static final ResourceId GONE = new ResourceId("gone");
  private static final ResourceId SOUND = new ResourceId("sound");
  private static final Version V1 = Version.first(INCARNATION);

  @TempDir Path folder;

  @BeforeEach
  void storeThree() {
    try (SqliteStore store = open()) {
      store.insert(NOTES, live("a", ONE));
      store.insert(NOTES, live("gone", ONE));
      store.insert(NOTES, live("sound", ONE));
      store.compareAndSet(NOTES, GONE, V1, delete());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inc=inc+1",
        "inc=version, version=inc",
        "state=2",
        "state=3",
        "created=created+1",
        "changed=changed-1",
        "purge_at=1",
        "made_by=digest",
        "made_by=x''",
        "digest=made_by",
        "digest=zeroblob(32)",
        "seal=seal+1"
      })
  void row_fieldChanged_isNeitherServedNorChanged(String change) throws SQLException {
    sql("UPDATE doc_1 SET " + change + " WHERE key='a'");

    try (SqliteStore store = open()) {
      assertThatThrownBy(() -> store.find(NOTES, A))
          .isInstanceOf(DamagedResourceException.class)
          .hasMessageContainingAll("'a'", "'notes'", "restore the resource from a backup");
      assertThatThrownBy(() -> store.compareAndSet(NOTES, A, V1, replace(TWO)))
          .isInstanceOf(DamagedResourceException.class);
      assertSoundOneWorks(store);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"body=x'7b7d'", "body=x''", "version=2"})
  void row_contentOrVersionChanged_isNotServed(String change) throws SQLException {
    sql("UPDATE doc_1 SET " + change + " WHERE key='a'");

    try (SqliteStore store = open()) {
      assertThatThrownBy(() -> store.find(NOTES, A)).isInstanceOf(DamagedResourceException.class);
      assertThatThrownBy(() -> Listed.first(store, NOTES, 10))
          .isInstanceOf(DamagedResourceException.class)
          .hasMessageContaining("'a'");
      assertSoundOneWorks(store);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"state=1", "changed=1", "purge_at=purge_at-86400000", "version=1"})
  void tombstone_fieldChanged_isNeitherServedNorPurged(String change) throws SQLException {
    sql("UPDATE doc_1 SET " + change + " WHERE key='gone'");

    try (SqliteStore store = open()) {
      assertThatThrownBy(() -> store.find(NOTES, GONE))
          .isInstanceOf(DamagedResourceException.class);
      assertThat(store.purge(NOTES, T0.plus(Duration.ofDays(9)), 10)).isZero();
      assertThatThrownBy(() -> store.find(NOTES, GONE))
          .isInstanceOf(DamagedResourceException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "writes=writes+1",
        "ledger_seal=ledger_seal+1",
        "entries=x''",
        "entries=x'00'",
        "rid=rid+2"
      })
  void ledger_changed_isNotBelieved_andTheResourceIsServedStill(String change) throws SQLException {
    Ledger ledger = Ledger.EMPTY.with(LedgerContract.entry(1), LedgerBounds.DEFAULT);
    try (SqliteStore store = open()) {
      store.remember(NOTES, A, V1, new LedgerChange(Ledger.EMPTY, ledger));
    }
    sql("UPDATE ledger_1 SET " + change);

    try (SqliteStore store = open()) {
      ResourceId damaged = change.startsWith("rid") ? SOUND : A;
      assertThatThrownBy(() -> store.recall(NOTES, damaged))
          .isInstanceOf(DamagedResourceException.class)
          .hasMessageContainingAll("'notes'", "ledger", "restore the resource from a backup");
      assertThat(store.find(NOTES, A)).contains(live("a", ONE));
    }
  }

  @Test
  void row_underAnotherId_isNotServed() throws SQLException {
    sql("UPDATE doc_1 SET key='b' WHERE key='a'");

    try (SqliteStore store = open()) {
      assertThatThrownBy(() -> store.find(NOTES, new ResourceId("b")))
          .isInstanceOf(DamagedResourceException.class);
    }
  }

  @Test
  void row_withImpossibleId_stopsThePageThatWouldListIt() throws SQLException {
    sql("UPDATE doc_1 SET key='a/b' WHERE key='a'");

    try (SqliteStore store = open()) {
      assertThatThrownBy(() -> Listed.first(store, NOTES, 10))
          .isInstanceOf(DamagedResourceException.class)
          .hasMessageContaining("'a/b'");
    }
  }

  @Test
  void row_inAnotherCollection_isNotServed() throws SQLException {
    sql("INSERT INTO doc_2 SELECT * FROM doc_1 WHERE key='a'");

    try (SqliteStore store = open()) {
      assertThatThrownBy(() -> store.find(OTHERS, A)).isInstanceOf(DamagedResourceException.class);
    }
  }

  @Test
  void checkpoint_afterReadsThatFailed_isHeldUpByNoOpenResult() throws SQLException {
    sql("UPDATE doc_1 SET seal=0 WHERE key='a'");

    // Without the check in the background, which reads, and so holds a checkpoint up for a moment.
    Settings quiet = new Settings(true, Schema.CURRENT, WriteSession::new);
    try (SqliteStore store = SqliteStore.open(folder, Set.of(NOTES, OTHERS), quiet)) {
      for (int i = 0; i < 50; i++) {
        assertThatThrownBy(() -> store.find(NOTES, A)).isInstanceOf(DamagedResourceException.class);
        assertThatThrownBy(() -> Listed.first(store, NOTES, 9))
            .isInstanceOf(DamagedResourceException.class);
        assertThat(Listed.beyond(store, NOTES, A, 1)).hasSize(1);
      }
      store.insert(NOTES, live("later", ONE));

      try (Connection connection = connections().writer();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getInt("busy")).isZero();
      }
    }
  }

  @Test
  void purge_ofManyRows_searchesAnIndex() throws SQLException {
    String query = new Table(NOTES, 1).sql(TableWrites.OVERDUE);
    try (Connection connection = connections().reader();
        Statement statement = connection.createStatement();
        ResultSet plan = statement.executeQuery("EXPLAIN QUERY PLAN " + query)) {
      assertThat(plan.next()).isTrue();
      assertThat(plan.getString("detail")).contains("USING INDEX doc_1_purge (purge_at<?)");
      assertThat(plan.next()).isFalse();
    }
  }

  private static void assertSoundOneWorks(SqliteStore store) {
    assertThat(store.find(NOTES, SOUND)).contains(live("sound", ONE));
    assertThat(store.compareAndSet(NOTES, SOUND, V1, replace(TWO))).isTrue();
  }

  private SqliteStore open() {
    return SqliteStore.open(folder, Set.of(NOTES, OTHERS));
  }

  private Connections connections() {
    return new Connections(new StoreFolder(folder).database(), true);
  }

  private void sql(String change) throws SQLException {
    try (Connection connection = connections().writer();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(change)).isEqualTo(1);
    }
  }
}
