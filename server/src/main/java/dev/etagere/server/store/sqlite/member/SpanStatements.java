package dev.etagere.server.store.sqlite.member;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps the statements that were used last on a connection: clients may think of more filters and
 * orders than should be kept. Used by one thread at a time.
 */
public final class SpanStatements {
  private static final int MOST = 64;

  private final Connection connection;
  private final Map<String, PreparedStatement> kept = new LinkedHashMap<>(MOST, 0.75f, true);

  /** Makes statements on a connection, with which they end. */
  public SpanStatements(Connection connection) {
    this.connection = connection;
  }

  /** The statement of a text. */
  public PreparedStatement get(String sql) throws SQLException {
    PreparedStatement statement = kept.get(sql);
    if (statement == null) {
      if (kept.size() == MOST) {
        Iterator<PreparedStatement> oldest = kept.values().iterator();
        oldest.next().close();
        oldest.remove();
      }
      statement = connection.prepareStatement(sql);
      kept.put(sql, statement);
    }
    return statement;
  }
}
