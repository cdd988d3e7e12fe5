package dev.etagere.server.store.sqlite;

import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.ledger.LedgerChange;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.Mutation;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.Version;
import dev.etagere.server.store.DamagedResourceException;
import dev.etagere.server.store.sqlite.Schema.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The statements that change one table; each returns how many rows it changed. */
final class TableWrites implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TableWrites.class);
  private static final byte[] NO_BODY = {};

  private static final String INSERT =
      "INSERT INTO doc_N(version, inc, state, created, changed, purge_at, made_by, digest, seal,"
          + " body, key) VALUES (?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(key) DO NOTHING";
  private static final String SELECT = "SELECT " + Rows.HEAD + ", rid FROM doc_N WHERE key=?";
  private static final String UPDATE =
      "UPDATE doc_N SET version=?, inc=?, state=?, created=?, changed=?, purge_at=?, made_by=?,"
          + " digest=?, seal=?, body=? WHERE rid=? AND version=? AND inc=?";

  /**
   * What changes with a live row's content. Without the columns that stay: setting them, even to
   * the same, writes their entries in the indexes anew, each on another page of a large store.
   */
  static final String REPLACE =
      "UPDATE doc_N SET version=?, changed=?, made_by=?, digest=?, seal=?, body=?"
          + " WHERE rid=? AND version=? AND inc=?";

  static final String OVERDUE =
      "SELECT "
          + Rows.HEAD
          + ", rid FROM doc_N WHERE state=2 AND purge_at<=? ORDER BY purge_at LIMIT ?";
  private static final String DELETE = "DELETE FROM doc_N WHERE rid=?";
  private static final int RID = 11;

  private final Table table;
  private final PreparedStatement insert;
  private final PreparedStatement select;
  private final PreparedStatement update;
  private final PreparedStatement replace;
  private final PreparedStatement overdue;
  private final PreparedStatement delete;
  private final LedgerWrites ledgers;
  private final @Nullable MemberWrites members;

  TableWrites(Connection connection, Table table) throws SQLException {
    this.table = table;
    insert = connection.prepareStatement(table.sql(INSERT));
    select = connection.prepareStatement(table.sql(SELECT));
    update = connection.prepareStatement(table.sql(UPDATE));
    replace = connection.prepareStatement(table.sql(REPLACE));
    overdue = connection.prepareStatement(table.sql(OVERDUE));
    delete = connection.prepareStatement(table.sql(DELETE));
    ledgers = new LedgerWrites(connection, table);
    members = table.members().isEmpty() ? null : new MemberWrites(connection, table);
  }

  int insert(
      StoredResource.Live resource, RowHead head, long seal, Ledger ledger, List<String> keys)
      throws SQLException {
    String key = resource.id().value();
    int inserted = insert(key, head, seal, resource.content().bytes(), ledger);
    if (inserted == 1 && members != null) {
      members.insert(key, keys);
    }
    return inserted;
  }

  /** Inserts a row in either state; a tombstone has an empty body. */
  int insert(String key, RowHead head, long seal, byte[] body, Ledger ledger) throws SQLException {
    Rows.bind(insert, head, seal);
    insert.setBytes(10, body);
    insert.setString(11, key);
    int inserted = insert.executeUpdate();
    if (inserted == 1 && ledger.writes() > 0) {
      ledgers.put(key, ledger);
    }
    return inserted;
  }

  /** Removes a row, whatever it is, and its ledger. */
  void remove(String key) throws SQLException {
    select.setString(1, key);
    try (ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        return;
      }
      ledgers.remove(row.getLong(RID));
      delete.setLong(1, row.getLong(RID));
    }
    delete.executeUpdate();
  }

  /**
   * Changes the row if it has the expected version and the mutation applies, and its ledger.
   *
   * @param keys the sort keys of the mutation's content, if it has one
   * @throws DamagedResourceException if the row is damaged: a new seal would hide that
   */
  int compareAndSet(
      ResourceId id,
      Version expected,
      Mutation mutation,
      @Nullable LedgerChange ledger,
      List<String> keys)
      throws SQLException {
    Optional<Found> found = found(id, expected, ledger);
    Optional<RowHead> next = found.flatMap(row -> row.head().after(mutation));
    if (next.isEmpty()) {
      return 0;
    }
    long rid = found.get().rid();
    int updated =
        mutation instanceof Mutation.Replace replacement
            ? replace(id, rid, expected, next.get(), replacement.content())
            : update(id, rid, expected, next.get(), body(mutation));
    if (updated == 1 && members != null) {
      if (next.get().live()) {
        members.put(rid, id.value(), keys);
      } else {
        members.remove(rid, id.value());
      }
    }
    if (updated == 1 && ledger != null) {
      ledgers.put(id.value(), ledger.after());
    }
    return updated;
  }

  /** Changes only the ledger, if the row has the expected version. */
  int remember(ResourceId id, Version expected, LedgerChange ledger) throws SQLException {
    if (found(id, expected, ledger).isEmpty()) {
      return 0;
    }
    ledgers.put(id.value(), ledger.after());
    return 1;
  }

  /**
   * A row that a change may rest on.
   *
   * @param head all of it but its content
   * @param rid its number
   */
  private record Found(RowHead head, long rid) {}

  private Optional<Found> found(ResourceId id, Version expected, @Nullable LedgerChange ledger)
      throws SQLException {
    RowHead head;
    long rid;
    select.setString(1, id.value());
    try (ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      head = Rows.head(table.collection(), id.value(), row);
      rid = row.getLong(RID);
    }
    boolean asSeen =
        head.version().equals(expected)
            && (ledger == null || ledgers.isStill(ledger.before(), rid));
    return asSeen ? Optional.of(new Found(head, rid)) : Optional.empty();
  }

  private int replace(ResourceId id, long rid, Version expected, RowHead next, Content content)
      throws SQLException {
    replace.setLong(1, next.version().number());
    replace.setLong(2, next.changed());
    replace.setBytes(3, next.madeBy().asBytes());
    replace.setBytes(4, next.digest().asBytes());
    replace.setLong(5, next.seal(table.collection(), id.value()));
    replace.setBytes(6, content.bytes());
    replace.setLong(7, rid);
    replace.setLong(8, expected.number());
    replace.setLong(9, expected.incarnation());
    return replace.executeUpdate();
  }

  private int update(ResourceId id, long rid, Version expected, RowHead next, byte[] body)
      throws SQLException {
    Rows.bind(update, next, next.seal(table.collection(), id.value()));
    update.setBytes(10, body);
    update.setLong(11, rid);
    update.setLong(12, expected.number());
    update.setLong(13, expected.incarnation());
    return update.executeUpdate();
  }

  private static byte[] body(Mutation mutation) {
    return mutation instanceof Mutation.Recreate recreate ? recreate.content().bytes() : NO_BODY;
  }

  /** Removes tombstones whose time is over, but not a row whose seal does not say so. */
  int purge(long now, int limit) throws SQLException {
    int removed = 0;
    for (long rid : overdue(now, limit)) {
      ledgers.remove(rid);
      delete.setLong(1, rid);
      removed += delete.executeUpdate();
    }
    return removed;
  }

  private List<Long> overdue(long now, int limit) throws SQLException {
    List<Long> rids = new ArrayList<>();
    overdue.setLong(1, now);
    overdue.setInt(2, limit);
    try (ResultSet row = overdue.executeQuery()) {
      while (row.next()) {
        if (isOverdue(row, now)) {
          rids.add(row.getLong(RID));
        }
      }
    }
    return rids;
  }

  private boolean isOverdue(ResultSet row, long now) throws SQLException {
    try {
      RowHead head = Rows.head(table.collection(), String.valueOf(row.getString(1)), row);
      return !head.live() && head.purgeAt() <= now;
    } catch (DamagedResourceException e) {
      LOG.warn("A damaged row is not purged: {}", e.getMessage());
      return false;
    }
  }

  /** Closes the statements; the connection stays open. */
  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : List.of(insert, select, update, replace, overdue, delete)) {
      statement.close();
    }
    ledgers.close();
    if (members != null) {
      members.close();
    }
  }
}
