package dev.etagere.server.store.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Single statements that are not run often enough to be prepared. */
final class Sql {
  private Sql() {}

  /** The number that a query answers. */
  static long number(Connection connection, String query) throws SQLException {
    return Long.parseLong(text(connection, query));
  }

  /** The text that a query answers. */
  static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      if (!row.next()) {
        throw new SQLException("no answer to " + query);
      }
      return String.valueOf(row.getString(1));
    }
  }

  /** Runs a statement. */
  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
