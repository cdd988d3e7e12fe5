package dev.etagere.server.store.sqlite.scrub;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Goes through the sort keys, and looks for those that belong to no row any more. */
final class StrayKeysWalk implements Walk {
  private final ScrubbedTable table;
  private final Pace pace;
  private final Findings findings;
  private final String keys;

  /** Everything up to this row is checked. */
  private long position = Long.MIN_VALUE;

  StrayKeysWalk(ScrubbedTable table, Pace pace, Findings findings) {
    this.table = table;
    this.pace = pace;
    this.findings = findings;
    keys =
        """
        SELECT k.rid, d.rid IS NULL AS stray FROM %s k LEFT JOIN %s d ON d.rid=k.rid
         WHERE k.rid>? ORDER BY k.rid LIMIT ?"""
            .formatted(table.keysName(), table.name());
  }

  @Override
  public boolean step(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(keys)) {
      query.setLong(1, position);
      query.setInt(2, pace.rows());
      int checked = 0;
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          position = row.getLong(1);
          checked++;
          if (row.getBoolean(2)) {
            findings.addOfKeys(table, position, "row " + position + " belongs to no resource");
          }
        }
      }
      return checked == pace.rows();
    } catch (SQLException e) {
      Walk.requireDamage(e);
      findings.addOfKeys(
          table,
          Long.MIN_VALUE + 1,
          "it cannot be read after row " + position + ": " + e.getMessage());
      return false;
    }
  }
}
