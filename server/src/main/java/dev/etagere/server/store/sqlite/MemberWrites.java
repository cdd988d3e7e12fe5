package dev.etagere.server.store.sqlite;

import dev.etagere.server.store.sqlite.Schema.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The statements that keep the sort keys of one collection in step with its documents. */
final class MemberWrites implements AutoCloseable {
  private static final String DELETE = "DELETE FROM keys_N WHERE rid=?";

  private final PreparedStatement insert;
  private final PreparedStatement put;
  private final PreparedStatement delete;

  MemberWrites(Connection connection, Table table) throws SQLException {
    insert =
        connection.prepareStatement(table.sql(table.members().upsert("last_insert_rowid(), ?")));
    put = connection.prepareStatement(table.sql(table.members().upsert("?, ?")));
    delete = connection.prepareStatement(table.sql(DELETE));
  }

  /** Sets the keys of the row that was inserted last. */
  void insert(String key, List<String> keys) throws SQLException {
    insert.setString(1, key);
    set(insert, 2, keys);
    run(insert, key);
  }

  /** Sets the keys of a row. */
  void put(long rid, String key, List<String> keys) throws SQLException {
    put.setLong(1, rid);
    put.setString(2, key);
    set(put, 3, keys);
    run(put, key);
  }

  /** Removes the keys of a row that is live no longer. */
  void remove(long rid, String key) throws SQLException {
    delete.setLong(1, rid);
    run(delete, key);
  }

  private static void set(PreparedStatement statement, int first, List<String> keys)
      throws SQLException {
    for (int i = 0; i < keys.size(); i++) {
      statement.setString(first + i, keys.get(i));
    }
  }

  /** The transaction must be lost if this fails, for the document would be listed wrongly. */
  private static void run(PreparedStatement statement, String key) throws SQLException {
    try {
      statement.executeUpdate();
    } catch (SQLException e) {
      if (!Failures.isOfStatementOnly(e)) {
        throw e;
      }
      // Without SQLite's code, which would let the rest of the transaction be committed.
      throw new SQLException("the sort keys of " + key + " could not be written", e);
    }
  }

  /** Closes the statements; the connection stays open. */
  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : List.of(insert, put, delete)) {
      statement.close();
    }
  }
}
