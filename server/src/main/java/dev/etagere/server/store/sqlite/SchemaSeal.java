package dev.etagere.server.store.sqlite;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A check value over tables, indexes, their root pages, and the names of collections: a flipped bit
 * there would show another table, or a new empty one, with every row in it sound. Whoever copies a
 * database with VACUUM, which moves root pages, sets it anew.
 */
final class SchemaSeal {
  private SchemaSeal() {}

  static long of(Connection connection) throws SQLException {
    Hasher hasher = Hashing.murmur3_128().newHasher();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT type || '|' || name || '|' || tbl_name || '|' || rootpage || '|'
                 || coalesce(sql, '') AS line FROM sqlite_schema
                UNION ALL SELECT 'collection|' || n || '|' || name FROM collection
                UNION ALL SELECT 'schema|' || v FROM meta WHERE k='schema' ORDER BY line""")) {
      while (rows.next()) {
        hasher.putString(rows.getString(1), StandardCharsets.UTF_8).putChar('\n');
      }
    }
    return hasher.hash().asLong();
  }
}
