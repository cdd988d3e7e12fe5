package dev.etagere.server.store.sqlite;

import com.google.common.collect.ImmutableList;
import dev.etagere.server.ledger.Remembered;
import dev.etagere.server.query.Entry;
import dev.etagere.server.query.QueryField;
import dev.etagere.server.query.walk.IndexReader;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.store.StoreUnavailableException;
import dev.etagere.server.store.sqlite.Schema.Table;
import dev.etagere.server.store.sqlite.member.IndexQuery;
import dev.etagere.server.store.sqlite.member.SpanStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sqlite.ProgressHandler;

/**
 * A connection that reads, with its statements kept. Every ResultSet is closed at once: an open one
 * pins its snapshot, so that the connection reads old versions and the write-ahead log grows.
 */
final class Reader implements AutoCloseable {
  private static final String FIND = "SELECT " + Rows.ALL + " FROM doc_N WHERE key=?";

  private static final String RECALL =
      "SELECT "
          + Rows.ALL
          + ", l.writes, l.ledger_seal, l.entries FROM doc_N LEFT JOIN ledger_N l USING (rid) WHERE key=?";

  /** Of SQLite's virtual machine: few enough for some 100 rows, and more than finding one takes. */
  private static final int STEPS_BETWEEN_LOOKS = 1000;

  private final Connection connection;
  private final Map<Table, PreparedStatement> finds = new HashMap<>();
  private final Map<Table, PreparedStatement> recalls = new HashMap<>();
  private final SpanStatements spans;
  private long begun;
  private long nanos;

  Reader(Connection connection) throws SQLException {
    this.connection = connection;
    this.spans = new SpanStatements(connection);
    ProgressHandler.setHandler(connection, STEPS_BETWEEN_LOOKS, new Deadline());
  }

  /** Ends a statement whose time is over: the driver's own query time-out does not. */
  private final class Deadline extends ProgressHandler {
    @Override
    protected int progress() {
      return isOverdue() ? 1 : 0;
    }
  }

  /** What is read from now on fails if it is not over within this time. */
  void endWithin(long time) {
    begun = System.nanoTime();
    nanos = time;
  }

  private boolean isOverdue() {
    return System.nanoTime() - begun > nanos;
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

  List<StoredResource.Live> findLive(Table table, List<ResourceId> ids) throws SQLException {
    ImmutableList.Builder<StoredResource.Live> found = ImmutableList.builder();
    for (ResourceId id : ids) {
      if (isOverdue()) {
        throw new StoreUnavailableException("The time of the request was over", null);
      }
      if (find(table, id).orElse(null) instanceof StoredResource.Live live) {
        found.add(live);
      }
    }
    return found.build();
  }

  /**
   * The indexes of a table.
   *
   * @param fields whose keys the entries need
   * @param changes whether there is one of changes; without it the whole table is read and sorted
   */
  IndexReader<SQLException> index(Table table, Set<QueryField> fields, boolean changes) {
    return (span, limit, visitor) -> {
      IndexQuery query = new IndexQuery(span, table.members(), fields, changes);
      PreparedStatement statement = spans.get(table.sql(query.sql()));
      query.bind(statement, limit);
      try (ResultSet row = statement.executeQuery()) {
        boolean goesOn = true;
        while (goesOn && row.next()) {
          goesOn = visitor.test(entry(table, query, row));
        }
      }
    };
  }

  private static Entry entry(Table table, IndexQuery query, ResultSet row) throws SQLException {
    try {
      return query.entry(row);
    } catch (IllegalArgumentException e) {
      String key = String.valueOf(row.getString(1));
      throw Failures.damaged(
          Failures.subject(table.collection(), key), "a field has an impossible value", e);
    }
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
