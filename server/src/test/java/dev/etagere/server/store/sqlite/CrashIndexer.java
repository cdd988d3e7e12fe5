package dev.etagere.server.store.sqlite;

import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.ONE;
import static dev.etagere.server.store.StoreFixtures.live;

import com.google.common.collect.ImmutableList;
import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.query.Filter;
import dev.etagere.server.query.Order;
import dev.etagere.server.query.PageQuery;
import dev.etagere.server.query.QueryField.Own;
import dev.etagere.server.store.sqlite.member.ChangesIndex;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Dies as if it were killed, at one moment of making the index of changes. */
final class CrashIndexer {
  static final int RESOURCES = 1000;
  static final int DIED = 9;

  enum Moment {
    BEFORE_COMMIT,
    BEHIND_COMMIT
  }

  private CrashIndexer() {}

  /** Arguments: the folder, and the moment. */
  public static void main(String[] args) {
    Moment moment = Moment.valueOf(args[1]);
    Settings settings =
        new Settings(true, Schema.CURRENT, connection -> new Session(connection, moment));
    SqliteStore store = SqliteStore.open(Path.of(args[0]), Set.of(NOTES), settings);
    List<CompletableFuture<Boolean>> inserts = new ArrayList<>();
    for (int i = 0; i < RESOURCES; i++) {
      inserts.add(store.insertAsync(NOTES, live(id(i), ONE), Ledger.EMPTY).toCompletableFuture());
    }
    inserts.forEach(CompletableFuture::join);
    store.page(
        NOTES,
        PageQuery.first(
            Filter.ALL, new Order(ImmutableList.of(new Order.By(Own.MODIFIED_AT, true))), 1));
    // The writer takes what is asked of it in its order.
    store.insert(NOTES, live("behind", ONE));
    throw new IllegalStateException("the index was not made");
  }

  static String id(int number) {
    return "resource-" + number;
  }

  private static final class Session extends WriteSession {
    private final Connection connection;
    private final Moment moment;

    Session(Connection connection, Moment moment) throws SQLException {
      super(connection);
      this.connection = connection;
      this.moment = moment;
      try (Statement statement = connection.createStatement()) {
        // So that pages of the index are in the write-ahead log before it is committed.
        statement.execute("PRAGMA cache_size=1");
      }
    }

    @Override
    void commit() throws SQLException {
      boolean last = ChangesIndex.isThere(connection, 1);
      if (last && moment == Moment.BEFORE_COMMIT) {
        Runtime.getRuntime().halt(DIED);
      }
      super.commit();
      if (last) {
        Runtime.getRuntime().halt(DIED);
      }
    }
  }
}
