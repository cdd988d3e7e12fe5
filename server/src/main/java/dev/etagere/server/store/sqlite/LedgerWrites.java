package dev.etagere.server.store.sqlite;

import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.store.sqlite.Schema.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The statements that change the ledgers of one collection. */
final class LedgerWrites implements AutoCloseable {
  private static final String PUT =
      "INSERT INTO ledger_N(rid, writes, ledger_seal, entries) SELECT rid, ?, ?, ? FROM doc_N WHERE key=?"
          + " ON CONFLICT(rid) DO UPDATE SET writes=excluded.writes, ledger_seal=excluded.ledger_seal,"
          + " entries=excluded.entries";
  private static final String WRITES = "SELECT writes FROM ledger_N WHERE rid=?";
  private static final String DELETE = "DELETE FROM ledger_N WHERE rid=?";

  private final Table table;
  private final PreparedStatement put;
  private final PreparedStatement writes;
  private final PreparedStatement delete;

  LedgerWrites(Connection connection, Table table) throws SQLException {
    this.table = table;
    put = connection.prepareStatement(table.sql(PUT));
    writes = connection.prepareStatement(table.sql(WRITES));
    delete = connection.prepareStatement(table.sql(DELETE));
  }

  /** Whether the ledger of a row is still the one that was seen. */
  boolean isStill(Ledger seen, long rid) throws SQLException {
    writes.setLong(1, rid);
    try (ResultSet row = writes.executeQuery()) {
      return seen.writes() == (row.next() ? row.getLong(1) : 0);
    }
  }

  /**
   * Writes the ledger of a row that was written before in the same transaction.
   *
   * @throws SQLException if that fails; the transaction must then be lost, for the row would stand
   *     without its ledger
   */
  void put(String key, Ledger ledger) throws SQLException {
    byte[] entries = LedgerRows.encode(ledger);
    put.setLong(1, ledger.writes());
    put.setLong(2, LedgerRows.seal(table.collection(), key, ledger.writes(), entries));
    put.setBytes(3, entries);
    put.setString(4, key);
    try {
      if (put.executeUpdate() == 1) {
        return;
      }
    } catch (SQLException e) {
      if (!Failures.isOfStatementOnly(e)) {
        throw e;
      }
      // Without SQLite's code, which would let the rest of the transaction be committed.
      throw new SQLException("the ledger of " + key + " could not be written", e);
    }
    throw new SQLException("the ledger of " + key + " has no row to belong to");
  }

  /** Removes the ledger of a row that is removed: its number may be given to another. */
  void remove(long rid) throws SQLException {
    delete.setLong(1, rid);
    delete.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    put.close();
    writes.close();
    delete.close();
  }
}
