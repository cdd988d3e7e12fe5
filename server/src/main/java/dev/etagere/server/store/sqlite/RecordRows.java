package dev.etagere.server.store.sqlite;

import dev.etagere.server.ledger.Remembered;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.store.sqlite.Schema.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a collection as whole records, on a connection of the caller's. */
public final class RecordRows {
  private static final int MOST = 512;
  private static final long MOST_BYTES = 4 << 20;
  private static final byte[] NO_BODY = {};

  private final Connection connection;
  private final Table table;

  private RecordRows(Connection connection, Table table) {
    this.connection = connection;
    this.table = table;
  }

  /**
   * Finds the table of a collection.
   *
   * @throws IllegalArgumentException if it was never declared
   */
  public static RecordRows of(Connection connection, CollectionName collection)
      throws SQLException {
    Table table = Schema.tables(connection).get(collection);
    if (table == null) {
      throw new IllegalArgumentException("collection '" + collection + "' was not declared");
    }
    return new RecordRows(connection, table);
  }

  /** How many rows there are. */
  public long count() throws SQLException {
    try (PreparedStatement count =
            connection.prepareStatement(table.sql("SELECT count(*) FROM doc_N"));
        ResultSet row = count.executeQuery()) {
      return row.getLong(1);
    }
  }

  /**
   * Reads some records in the order of their ids, none only if there are no more.
   *
   * @throws dev.etagere.server.store.DamagedResourceException if one is not what was written
   */
  public List<Remembered> scan(@Nullable ResourceId after) throws SQLException {
    String sql =
        "SELECT "
            + Rows.ALL
            + ", "
            + LedgerRows.SUBSELECTS
            + " FROM doc_N WHERE key>? ORDER BY key LIMIT ?";
    List<Remembered> records = new ArrayList<>();
    try (PreparedStatement scan = connection.prepareStatement(table.sql(sql))) {
      // No id is empty, so every one lies beyond the empty text.
      scan.setString(1, after == null ? "" : after.value());
      scan.setInt(2, MOST);
      long bytes = 0;
      try (ResultSet row = scan.executeQuery()) {
        while (bytes < MOST_BYTES && row.next()) {
          ResourceId id = Rows.id(table.collection(), row);
          StoredResource resource = Rows.resource(table.collection(), id, row);
          records.add(
              new Remembered(resource, LedgerRows.ledger(table.collection(), id.value(), row)));
          bytes += resource instanceof StoredResource.Live live ? live.content().size() : 0;
        }
      }
    }
    return records;
  }

  /**
   * Reads some resources that are live in the order of their ids, none only if there are no more.
   * It looks at no ledger, so it can read every form that the tables ever had.
   *
   * @throws dev.etagere.server.store.DamagedResourceException if one is not what was written
   */
  public List<StoredResource.Live> live(@Nullable ResourceId after) throws SQLException {
    String sql = "SELECT " + Rows.ALL + " FROM doc_N WHERE key>? ORDER BY key";
    List<StoredResource.Live> found = new ArrayList<>();
    try (PreparedStatement scan = connection.prepareStatement(table.sql(sql))) {
      scan.setString(1, after == null ? "" : after.value());
      long bytes = 0;
      // Without a limit in the statement: before the first live one there may be any number of
      // tombstones. SQLite steps from row to row, so what is not asked for is not read.
      try (ResultSet row = scan.executeQuery()) {
        while (bytes < MOST_BYTES && found.size() < MOST && row.next()) {
          ResourceId id = Rows.id(table.collection(), row);
          if (Rows.resource(table.collection(), id, row) instanceof StoredResource.Live live) {
            found.add(live);
            bytes += live.content().size();
          }
        }
      }
    }
    return found;
  }

  /**
   * Inserts records, within the caller's transaction.
   *
   * @throws SQLException also if something is stored under one of their ids
   */
  public void insert(List<Remembered> records) throws SQLException {
    try (TableWrites writes = new TableWrites(connection, table)) {
      for (Remembered record : records) {
        StoredResource resource = record.resource();
        String key = resource.id().value();
        RowHead head = RowHead.of(resource);
        byte[] body =
            resource instanceof StoredResource.Live live ? live.content().bytes() : NO_BODY;
        long seal = head.seal(table.collection(), key);
        if (writes.insert(key, head, seal, body, record.ledger()) != 1) {
          throw new SQLException(Failures.subject(table.collection(), key) + " is stored already");
        }
      }
    }
  }

  /** Removes the row of an id and its ledger, within the caller's transaction. */
  public void remove(ResourceId id) throws SQLException {
    try (TableWrites writes = new TableWrites(connection, table)) {
      writes.remove(id.value());
    }
  }
}
