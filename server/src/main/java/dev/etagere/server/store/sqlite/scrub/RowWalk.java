package dev.etagere.server.store.sqlite.scrub;

import dev.etagere.server.resource.Content;
import dev.etagere.server.store.DamagedResourceException;
import dev.etagere.server.store.sqlite.member.KeysCheck;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Goes through the rows in the order in which they lie, and looks each one up in the key index. */
final class RowWalk implements Walk {
  /** No table comes to so many rows; behind it nothing is sought. */
  private static final long LAST_ROW = 1L << 48;

  private final ScrubbedTable table;
  private final Pace pace;
  private final Findings findings;
  private final String rows;
  private final String entry;

  /** Everything up to this row is checked. */
  private long position = Long.MIN_VALUE;

  /** Why the last step could not go on. */
  private @Nullable SQLException damage;

  /** How many row numbers were jumped over last, in search of a page that can be read. */
  private long gap;

  RowWalk(ScrubbedTable table, Pace pace, Findings findings) {
    this.table = table;
    this.pace = pace;
    this.findings = findings;
    rows =
        "SELECT %s, rid FROM %s NOT INDEXED WHERE rid>? ORDER BY rid LIMIT ?"
            .formatted(table.columns(), table.name());
    entry =
        "SELECT rid FROM %s INDEXED BY %s WHERE key=?".formatted(table.name(), table.keyIndex());
  }

  @Override
  public boolean step(Connection connection) throws SQLException {
    SQLException met = damage;
    damage = null;
    return met == null ? check(connection) : passOver(connection, met);
  }

  private boolean check(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(rows);
        PreparedStatement lookUp = connection.prepareStatement(entry);
        KeysCheck keys = KeysCheck.on(connection, table.number())) {
      query.setLong(1, position);
      query.setInt(2, pace.rows());
      int checked = 0;
      long bytes = 0;
      try (ResultSet row = query.executeQuery()) {
        while (bytes <= pace.bytes() && row.next()) {
          position = row.getLong("rid");
          gap = 0;
          checked++;
          bytes += check(row, lookUp, keys);
        }
      }
      return bytes > pace.bytes() || checked == pace.rows();
    } catch (SQLException e) {
      Walk.requireDamage(e);
      damage = e;
      return true;
    }
  }

  /** How many bytes were read; more than a step reads where the connection met damage. */
  private long check(ResultSet row, PreparedStatement lookUp, KeysCheck keys) throws SQLException {
    @Nullable Content content;
    try {
      content = table.check().check(row);
    } catch (DamagedResourceException e) {
      findings.add(table, position, Objects.requireNonNull(e.getMessage()));
      return 0;
    }
    String key = String.valueOf(row.getString("key"));
    try {
      checkEntry(key, lookUp);
      checkKeys(key, content, keys);
      return content == null ? 0 : content.size();
    } catch (SQLException e) {
      Walk.requireDamage(e);
      // The row itself is checked, so the next step begins behind it.
      return pace.bytes() + 1;
    }
  }

  private void checkEntry(String key, PreparedStatement lookUp) throws SQLException {
    lookUp.setString(1, key);
    try (ResultSet found = lookUp.executeQuery()) {
      if (!found.next()) {
        findings.addOfIndex(table, position, "it has no entry for resource " + Findings.shown(key));
      } else if (found.getLong(1) != position) {
        findings.addOfIndex(
            table,
            position,
            "its entry for resource " + Findings.shown(key) + " leads to another row");
      }
    } catch (SQLException e) {
      Walk.requireDamage(e);
      findings.addOfIndex(
          table,
          position,
          "it cannot be read for resource " + Findings.shown(key) + ": " + e.getMessage());
      throw e;
    }
  }

  private void checkKeys(String key, @Nullable Content content, KeysCheck keys)
      throws SQLException {
    String about = "of resource " + Findings.shown(key) + " ";
    try {
      keys.fault(position, key, content)
          .ifPresent(fault -> findings.addOfKeys(table, position, about + "the " + fault));
    } catch (SQLException e) {
      Walk.requireDamage(e);
      findings.addOfKeys(table, position, about + "they cannot be read: " + e.getMessage());
      throw e;
    }
  }

  /** Goes on behind what cannot be read; false if there is nothing behind it. */
  private boolean passOver(Connection connection, SQLException met) throws SQLException {
    try {
      OptionalLong unreadable =
          number(
              connection,
              "SELECT min(rid) FROM %s NOT INDEXED WHERE rid>%d".formatted(table.name(), position));
      if (unreadable.isPresent()) {
        position = unreadable.getAsLong();
        findings.add(table, position, unreadable("row " + position, met));
      }
      return unreadable.isPresent();
    } catch (SQLException e) {
      Walk.requireDamage(e);
      return jump(met);
    }
  }

  /** Each jump is twice as wide: which rows a damaged page had is written only on itself. */
  private boolean jump(SQLException met) {
    position = Math.max(0, position);
    if (gap == 0) {
      String where = "the row after row " + position + ", and perhaps more,";
      findings.add(table, position + 1, unreadable(where, met));
    }
    gap = Math.max(1, 2 * gap);
    position += gap;
    return position < LAST_ROW;
  }

  private static OptionalLong number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      long number = row.next() ? row.getLong(1) : 0;
      return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }
  }

  private String unreadable(String what, SQLException met) {
    return "In the table "
        + table.name()
        + " of collection '"
        + table.collection()
        + "' "
        + what
        + " cannot be read: "
        + met.getMessage()
        + ". What stood there is not served. Stop the server, check the disk, keep a copy of the"
        + " store folder, and restore a backup.";
  }
}
