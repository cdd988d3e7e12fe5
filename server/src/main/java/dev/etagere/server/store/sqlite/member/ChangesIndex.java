package dev.etagere.server.store.sqlite.member;

import com.google.common.collect.ImmutableList;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The index by which lists are sorted and filtered by {@code modifiedAt}. Each change of a document
 * moves its entry there, on another page than the document's, so a collection has it only once it
 * was asked for. Whether it has is written nowhere but in SQLite's own list.
 */
public final class ChangesIndex {
  static final String NAME = "doc_N_changed";

  /** Takes it from collections of older programs, which all had it. */
  public static final ImmutableList<String> TAKE_AWAY = ImmutableList.of("DROP INDEX " + NAME);

  private static final String MAKE =
      "CREATE INDEX " + NAME + " ON doc_N(changed, key) WHERE state = 1";

  private ChangesIndex() {}

  /**
   * Whether a collection has it.
   *
   * @param number the N of its tables
   */
  public static boolean isThere(Connection connection, long number) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT 1 FROM sqlite_schema WHERE type='index' AND name=?")) {
      query.setString(1, MemberTables.sql(NAME, number));
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  /**
   * Makes it, in the transaction of the caller.
   *
   * @param number the N of its tables
   */
  public static void make(Connection connection, long number) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(MemberTables.sql(MAKE, number));
    }
  }
}
