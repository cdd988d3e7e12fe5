package dev.etagere.server.store.sqlite.member;

import dev.etagere.server.query.MemberKeys;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.MemberPath;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares the sort keys of a collection with those that its contents have, and with their indexes.
 * A wrong one no read can see: lists just miss the resource, or show it in a wrong place.
 *
 * <p>Works on one snapshot; members whose keys are still being filled are left out.
 */
public final class KeysCheck implements AutoCloseable {
  private static final int OWN_COLUMNS = 2;

  private final MemberColumns members;
  private final MemberKeys keys;
  private final @Nullable PreparedStatement row;
  private final List<PreparedStatement> entries;

  private KeysCheck(
      MemberColumns members, @Nullable PreparedStatement row, List<PreparedStatement> entries) {
    this.members = members;
    this.keys = members.keys();
    this.row = row;
    this.entries = entries;
  }

  /**
   * Prepares the check.
   *
   * @param connection within the transaction whose snapshot is checked
   * @param number the N of the collection's tables
   */
  public static KeysCheck on(Connection connection, long number) throws SQLException {
    MemberTables tables = new MemberTables(connection, number);
    MemberColumns members = tables.ready();
    if (members.isEmpty()) {
      return new KeysCheck(members, null, List.of());
    }
    String columns = String.join(", ", members.names());
    PreparedStatement row =
        connection.prepareStatement(
            tables.sql("SELECT rid, key, " + columns + " FROM keys_N NOT INDEXED WHERE rid=?"));
    PreparedStatement[] entries = new PreparedStatement[members.numbers().size()];
    int place = 0;
    for (int column : members.numbers().values()) {
      String entry =
          "SELECT 1 FROM keys_N INDEXED BY %s WHERE %s=? AND key=? AND rid=?"
              .formatted(MemberTables.index(column), MemberColumns.name(column));
      entries[place++] = connection.prepareStatement(tables.sql(entry));
    }
    return new KeysCheck(members, row, List.of(entries));
  }

  /**
   * What is wrong with the keys of a resource, to stand behind "the"; empty if nothing is.
   *
   * @param content what is stored; null of a tombstone, which has no keys
   */
  public Optional<String> fault(long rid, String key, @Nullable Content content)
      throws SQLException {
    if (row == null) {
      return Optional.empty();
    }
    row.setLong(1, rid);
    try (ResultSet found = row.executeQuery()) {
      if (!found.next()) {
        return content == null ? Optional.empty() : Optional.of("sort keys are missing");
      }
      if (content == null) {
        return Optional.of("sort keys are still there, though it is deleted");
      }
      if (!key.equals(found.getString(2))) {
        return Optional.of("sort keys have another id");
      }
      return fault(rid, key, keys.of(content).orElseGet(keys::ofNothing), found);
    }
  }

  private Optional<String> fault(long rid, String key, List<String> expected, ResultSet found)
      throws SQLException {
    int place = 0;
    for (Map.Entry<MemberPath, Integer> member : members.numbers().entrySet()) {
      String sortKey = expected.get(place);
      if (!sortKey.equals(found.getString(OWN_COLUMNS + 1 + place))) {
        return Optional.of("sort key of '" + member.getKey() + "' is not that of the content");
      }
      if (!hasEntry(entries.get(place), sortKey, key, rid)) {
        return Optional.of("sort key of '" + member.getKey() + "' is not in the index");
      }
      place++;
    }
    return Optional.empty();
  }

  private static boolean hasEntry(PreparedStatement entry, String sortKey, String key, long rid)
      throws SQLException {
    entry.setString(1, sortKey);
    entry.setString(2, key);
    entry.setLong(3, rid);
    try (ResultSet found = entry.executeQuery()) {
      return found.next();
    }
  }

  @Override
  public void close() throws SQLException {
    if (row != null) {
      row.close();
    }
    for (PreparedStatement entry : entries) {
      entry.close();
    }
  }
}
