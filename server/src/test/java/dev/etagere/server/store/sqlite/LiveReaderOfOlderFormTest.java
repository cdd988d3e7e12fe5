package dev.etagere.server.store.sqlite;

import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.ONE;
import static dev.etagere.server.store.StoreFixtures.live;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.store.records.LiveReader;
import dev.etagere.server.store.sqlite.folder.Connections;
import dev.etagere.server.store.sqlite.folder.StoreFolder;
import dev.etagere.server.store.sqlite.records.SqliteLiveReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveReaderOfOlderFormTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void read_storeInAnOlderForm_isReadAsItIs(int form) throws Exception {
    try (SqliteStore store =
        ArchiveFixture.open(folder, new Schema(Schema.CURRENT.steps().subList(0, 2)))) {
      store.insert(NOTES, live("a", ONE));
    }
    Path database = new StoreFolder(folder).database();
    if (form == 1) {
      takeLedgersAway(database);
    }
    byte[] before = Files.readAllBytes(database);

    try (LiveReader reader = SqliteLiveReader.open(folder)) {
      assertThat(reader.read(NOTES, null)).containsExactly(live("a", ONE));
    }

    assertThat(Files.readAllBytes(database)).isEqualTo(before);
  }

  /** What the first form had not yet: the writer of today cannot write that form any more. */
  private static void takeLedgersAway(Path database) throws SQLException {
    try (Connection connection = new Connections(database, false).writer();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE ledger_1");
      statement.execute("DROP TABLE ledger_2");
      statement.execute("UPDATE meta SET v=1 WHERE k='schema'");
      Schema.reseal(connection);
    }
  }
}
