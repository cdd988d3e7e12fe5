package dev.etagere.server.store.sqlite.member;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.etagere.server.resource.MemberPath;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the database knows of the declared members of one collection: the rows of {@code
 * query_member} and the columns of {@code keys_N}.
 */
public final class MemberTables {
  /** The tables that are made once. */
  public static final ImmutableList<String> ONCE =
      ImmutableList.of(
          """
          CREATE TABLE query_member (collection INTEGER NOT NULL, path TEXT NOT NULL,
           col INTEGER NOT NULL, filled INTEGER NOT NULL, ready INTEGER NOT NULL,
           PRIMARY KEY (collection, path), UNIQUE (collection, col)) STRICT, WITHOUT ROWID""");

  /** The keys, apart from the documents: behind a long body they would be slow to read. */
  private static final String CREATE_KEYS =
      "CREATE TABLE keys_N (rid INTEGER PRIMARY KEY, key TEXT NOT NULL) STRICT";

  /** The tables and indexes that each collection has. */
  public static final ImmutableList<String> PER_COLLECTION =
      ImmutableList.of(
          CREATE_KEYS,
          "CREATE INDEX doc_N_live ON doc_N(key) WHERE state = 1",
          "CREATE INDEX doc_N_created ON doc_N(created, key) WHERE state = 1",
          "CREATE INDEX doc_N_changed ON doc_N(changed, key) WHERE state = 1");

  private final Connection connection;
  private final long number;

  /**
   * Works on one collection.
   *
   * @param number the N of its tables
   */
  public MemberTables(Connection connection, long number) {
    this.connection = connection;
    this.number = number;
  }

  /** A statement about this collection's tables. */
  String sql(String statement) {
    return sql(statement, number);
  }

  /** A statement about the tables of a collection. */
  static String sql(String statement, long number) {
    return statement.replace("keys_N", "keys_" + number).replace("doc_N", "doc_" + number);
  }

  /** The members that the database keeps keys of, filled or not. */
  public MemberColumns columns() throws SQLException {
    return new MemberColumns(ImmutableMap.copyOf(numbers("")));
  }

  /** Those of which every live row has its keys. */
  MemberColumns ready() throws SQLException {
    return new MemberColumns(ImmutableMap.copyOf(numbers(" AND ready=1")));
  }

  /** Those of which not every row has its keys yet. */
  MemberColumns unready() throws SQLException {
    return new MemberColumns(ImmutableMap.copyOf(numbers(" AND ready=0")));
  }

  private Map<MemberPath, Integer> numbers(String condition) throws SQLException {
    Map<MemberPath, Integer> numbers = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT path, col FROM query_member WHERE collection=" + number + condition)) {
      while (rows.next()) {
        numbers.put(MemberPath.of(rows.getString(1)), rows.getInt(2));
      }
    }
    return numbers;
  }

  /**
   * Makes the columns of members that are new, and forgets those that are declared no longer, in
   * the transaction of the caller.
   *
   * @param declared the members; null leaves them as they are
   * @return whether anything was changed
   */
  public boolean declare(@Nullable List<MemberPath> declared) throws SQLException {
    if (declared == null) {
      return false;
    }
    Map<MemberPath, Integer> kept = numbers("");
    boolean changed = false;
    for (Map.Entry<MemberPath, Integer> member : Map.copyOf(kept).entrySet()) {
      if (!declared.contains(member.getKey())) {
        forget(member.getValue());
        kept.remove(member.getKey());
        changed = true;
      }
    }
    if (kept.isEmpty() && changed) {
      // Without members nothing keeps the rows in step with the documents.
      execute("DROP TABLE keys_N");
      execute(CREATE_KEYS);
    }
    for (MemberPath member : declared) {
      if (!kept.containsKey(member)) {
        kept.put(member, add(member, kept));
        changed = true;
      }
    }
    return changed;
  }

  private void forget(int column) throws SQLException {
    execute("DROP INDEX IF EXISTS " + index(column));
    execute("DELETE FROM query_member WHERE collection=" + number + " AND col=" + column);
  }

  /** Takes a column of a forgotten member again, if there is one: to drop it copies the table. */
  private int add(MemberPath member, Map<MemberPath, Integer> kept) throws SQLException {
    int column = 1;
    while (kept.containsValue(column)) {
      column++;
    }
    if (!hasColumn(MemberColumns.name(column))) {
      execute("ALTER TABLE keys_N ADD COLUMN " + MemberColumns.name(column) + " TEXT");
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO query_member VALUES (?, ?, ?, 0, 0)")) {
      insert.setLong(1, number);
      insert.setString(2, member.toString());
      insert.setInt(3, column);
      insert.executeUpdate();
    }
    return column;
  }

  private boolean hasColumn(String name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            sql("SELECT 1 FROM pragma_table_info('keys_N') WHERE name=?"))) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  /** How far the filling has come: the last row that has all its keys. */
  long filled() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT min(filled) FROM query_member WHERE ready=0 AND collection=" + number)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Notes how far the filling has come. */
  void setFilled(long rid) throws SQLException {
    execute("UPDATE query_member SET filled=" + rid + " WHERE ready=0 AND collection=" + number);
  }

  /** Makes the indexes of members whose keys are all there. */
  void finish(MemberColumns members) throws SQLException {
    for (int column : members.numbers().values()) {
      String name = MemberColumns.name(column);
      execute("CREATE INDEX " + index(column) + " ON keys_N(" + name + ", key)");
    }
    execute("UPDATE query_member SET ready=1 WHERE ready=0 AND collection=" + number);
  }

  static String index(int column) {
    return "keys_N_" + MemberColumns.name(column);
  }

  void execute(String statement) throws SQLException {
    try (Statement run = connection.createStatement()) {
      run.execute(sql(statement));
    }
  }
}
