package dev.etagere.server.store.sqlite;

import static dev.etagere.server.store.StoreFixtures.INCARNATION;
import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.OTHERS;
import static dev.etagere.server.store.StoreFixtures.delete;
import static dev.etagere.server.store.StoreFixtures.live;

import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.ledger.LedgerBounds;
import dev.etagere.server.ledger.LedgerChange;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.Version;
import dev.etagere.server.store.LedgerContract;
import dev.etagere.server.store.sqlite.folder.Connections;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** A store with some of everything, for tests that copy it and damage the copies. */
final class ArchiveFixture {
  static final int ROWS = 120;

  private ArchiveFixture() {}

  static void fill(SqliteStore store) {
    for (int i = 0; i < ROWS; i++) {
      store.insert(NOTES, live(id(i), content(i)));
    }
    Version first = Version.first(INCARNATION);
    store.compareAndSet(NOTES, new ResourceId(id(3)), first, delete());
    Ledger origin = Ledger.ofOrigin(LedgerContract.entry(0));
    store.insert(OTHERS, live("other", content(0)), origin);
    Ledger more = origin.with(LedgerContract.entry(0), LedgerBounds.DEFAULT);
    store.remember(OTHERS, new ResourceId("other"), first, new LedgerChange(origin, more));
  }

  static SqliteStore open(Path folder) {
    return open(folder, Schema.CURRENT);
  }

  static SqliteStore open(Path folder, Schema schema) {
    return SqliteStore.open(
        folder, Set.of(NOTES, OTHERS), new Settings(false, schema, WriteSession::new));
  }

  static String id(int i) {
    return "note-%03d-x".formatted(i);
  }

  static Content content(int i) {
    return Content.ofUtf8("{\"text\":\"body-%03d-%s\"}".formatted(i, "z".repeat(200)));
  }

  /** Changes a database behind Etagere's back, as damage would, and leaves no log beside it. */
  static int sql(Path database, String statement) throws SQLException {
    try (Connection connection = new Connections(database, false).writer();
        Statement executed = connection.createStatement()) {
      return executed.executeUpdate(statement);
    }
  }
}
