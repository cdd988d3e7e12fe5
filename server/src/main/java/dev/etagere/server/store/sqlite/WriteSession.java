package dev.etagere.server.store.sqlite;

import dev.etagere.server.store.sqlite.Schema.Table;
import dev.etagere.server.store.sqlite.member.ChangesIndex;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The connection that writes, and its transactions. Each one that changes something raises the
 * sequence by one in the same commit. Used by the writer's thread only.
 */
class WriteSession implements AutoCloseable {
  private final Connection connection;
  private final PreparedStatement begin;
  private final PreparedStatement commit;
  private final PreparedStatement advance;
  private final Map<Table, TableWrites> tables = new HashMap<>();
  private long sequence;
  private long changes;

  WriteSession(Connection connection) throws SQLException {
    this.connection = connection;
    // IMMEDIATE: a transaction that reads first and is overtaken could not write any more.
    begin = connection.prepareStatement("BEGIN IMMEDIATE");
    commit = connection.prepareStatement("COMMIT");
    advance = connection.prepareStatement("UPDATE meta SET v=? WHERE k='seq' AND v=?");
    sequence = Schema.meta(connection, "seq");
  }

  /** The sequence of the last commit. */
  final long sequence() {
    return sequence;
  }

  /** Begins a transaction. */
  void begin() throws SQLException {
    changes = 0;
    begin.execute();
  }

  /**
   * Readies the transaction for its commit; the last step at which it certainly has not happened.
   */
  final void seal() throws SQLException {
    if (changes > 0) {
      advance(sequence + 1);
    }
  }

  /** Sends the commit, after which only the database knows. */
  void commit() throws SQLException {
    commit.execute();
    if (changes > 0) {
      sequence++;
    }
  }

  /**
   * Commits nothing but a sequence that skips one, so that it cannot be taken for that of a commit
   * that failed before; whatever that one left in the write-ahead log is overwritten.
   */
  final void commitOver() throws SQLException {
    begin();
    advance(sequence + 2);
    commit();
    sequence += 2;
  }

  private void advance(long to) throws SQLException {
    advance.setLong(1, to);
    advance.setLong(2, sequence);
    if (advance.executeUpdate() != 1) {
      throw new SQLException("somebody else has written to the database");
    }
  }

  /** The writes of one table. */
  final TableWrites table(Table table) throws SQLException {
    TableWrites writes = tables.get(table);
    if (writes == null) {
      writes = new TableWrites(connection, table);
      tables.put(table, writes);
    }
    return writes;
  }

  /** Makes the index of changes of a table, if it is not there: then it counts as one change. */
  final int indexChanges(Table table) throws SQLException {
    if (ChangesIndex.isThere(connection, table.number())) {
      return 0;
    }
    ChangesIndex.make(connection, table.number());
    Schema.reseal(connection);
    return 1;
  }

  /** Notes that a statement has changed rows. */
  final int changed(int rows) {
    changes += rows;
    return rows;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
