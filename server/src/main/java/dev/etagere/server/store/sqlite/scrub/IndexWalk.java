package dev.etagere.server.store.sqlite.scrub;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Goes through the key index in its order, and looks at the row to which each entry leads. With
 * {@link RowWalk}, which finds each row by its key, it shows that entries and rows are one to one.
 */
final class IndexWalk implements Walk {
  private final ScrubbedTable table;
  private final Pace pace;
  private final Findings findings;
  private final String entries;
  private final String row;

  /** The last key that was found to be sound; no key is empty. */
  private String position = "";

  /**
   * How many entries after it were not. To go on from one of them could lead anywhere, or nowhere,
   * since it may be no text and in no order.
   */
  private int unsound;

  IndexWalk(ScrubbedTable table, Pace pace, Findings findings) {
    this.table = table;
    this.pace = pace;
    this.findings = findings;
    entries =
        "SELECT key, rid FROM %s INDEXED BY %s WHERE key>? ORDER BY key LIMIT ? OFFSET ?"
            .formatted(table.name(), table.keyIndex());
    row = "SELECT key FROM %s NOT INDEXED WHERE rid=?".formatted(table.name());
  }

  @Override
  public boolean step(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(entries);
        PreparedStatement lookUp = connection.prepareStatement(row)) {
      query.setString(1, position);
      query.setInt(2, pace.rows());
      query.setInt(3, unsound);
      int checked = 0;
      try (ResultSet entry = query.executeQuery()) {
        while (entry.next()) {
          if (!check(String.valueOf(entry.getString(1)), entry.getLong(2), lookUp)) {
            return true;
          }
          checked++;
        }
      }
      return checked == pace.rows();
    } catch (SQLException e) {
      Walk.requireDamage(e);
      findings.addOfIndex(
          table,
          Long.MIN_VALUE,
          "it cannot be read after the entry " + Findings.shown(position) + ": " + e.getMessage());
      return false;
    }
  }

  /** False if that met damage, so that the step cannot go on. */
  private boolean check(String key, long rid, PreparedStatement lookUp) throws SQLException {
    try {
      Optional<String> wrong = fault(key, rid, lookUp);
      if (wrong.isPresent()) {
        note(key, rid, wrong.get());
      } else {
        position = key;
        unsound = 0;
      }
      return true;
    } catch (SQLException e) {
      Walk.requireDamage(e);
      note(key, rid, "which cannot be read: " + e.getMessage());
      return false;
    }
  }

  private void note(String key, long rid, String wrong) {
    unsound++;
    findings.addOfIndex(
        table, rid, "its entry " + Findings.shown(key) + " leads to row " + rid + ", " + wrong);
  }

  private Optional<String> fault(String key, long rid, PreparedStatement lookUp)
      throws SQLException {
    lookUp.setLong(1, rid);
    try (ResultSet found = lookUp.executeQuery()) {
      if (!found.next()) {
        return Optional.of("which is not there");
      }
      String held = String.valueOf(found.getString(1));
      if (!key.equals(held)) {
        return Optional.of("which is that of " + Findings.shown(held));
      }
      return key.compareTo(position) > 0
          ? Optional.empty()
          : Optional.of("and is not in its order");
    }
  }
}
