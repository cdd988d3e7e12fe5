package dev.etagere.server.store.sqlite;

import com.google.common.collect.ImmutableList;
import dev.etagere.server.ledger.Remembered;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.store.sqlite.Schema.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection that reads, with its statements kept. Every ResultSet is closed at once: an open one
 * pins its snapshot, so that the connection reads old versions and the write-ahead log grows.
 */
final class Reader implements AutoCloseable {
  private static final String FIND = "SELECT " + Rows.ALL + " FROM doc_N WHERE key=?";
  private static final String PAGE =
      "SELECT " + Rows.ALL + " FROM doc_N WHERE key>? AND state=1 ORDER BY key LIMIT ?";

  private static final String RECALL =
      "SELECT "
          + Rows.ALL
          + ", l.writes, l.ledger_seal, l.entries FROM doc_N LEFT JOIN ledger_N l USING (rid) WHERE key=?";

  private final Connection connection;
  private final Map<Table, PreparedStatement> finds = new HashMap<>();
  private final Map<Table, PreparedStatement> pages = new HashMap<>();
  private final Map<Table, PreparedStatement> recalls = new HashMap<>();

  Reader(Connection connection) {
    this.connection = connection;
  }

  Optional<StoredResource> find(Table table, ResourceId id) throws SQLException {
    PreparedStatement find = statement(finds, table, FIND);
    find.setString(1, id.value());
    try (ResultSet row = find.executeQuery()) {
      return row.next()
          ? Optional.of(Rows.resource(table.collection(), id, row))
          : Optional.empty();
    }
  }

  Optional<Remembered> recall(Table table, ResourceId id) throws SQLException {
    PreparedStatement recall = statement(recalls, table, RECALL);
    recall.setString(1, id.value());
    try (ResultSet row = recall.executeQuery()) {
      return row.next()
          ? Optional.of(
              new Remembered(
                  Rows.resource(table.collection(), id, row),
                  LedgerRows.ledger(table.collection(), id.value(), row)))
          : Optional.empty();
    }
  }

  List<StoredResource.Live> page(Table table, @Nullable ResourceId after, int limit)
      throws SQLException {
    PreparedStatement page = statement(pages, table, PAGE);
    // No id is empty, so every one lies beyond the empty text.
    page.setString(1, after == null ? "" : after.value());
    page.setInt(2, limit);
    ImmutableList.Builder<StoredResource.Live> items = ImmutableList.builder();
    CollectionName collection = table.collection();
    try (ResultSet row = page.executeQuery()) {
      while (row.next()) {
        ResourceId id = Rows.id(collection, row);
        if (Rows.resource(collection, id, row) instanceof StoredResource.Live live) {
          items.add(live);
        }
      }
    }
    return items.build();
  }

  private PreparedStatement statement(Map<Table, PreparedStatement> kept, Table table, String sql)
      throws SQLException {
    PreparedStatement statement = kept.get(table);
    if (statement == null) {
      statement = connection.prepareStatement(table.sql(sql));
      kept.put(table, statement);
    }
    return statement;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // It only read; there is nothing that could be lost, and nobody to tell.
      return;
    }
  }
}
