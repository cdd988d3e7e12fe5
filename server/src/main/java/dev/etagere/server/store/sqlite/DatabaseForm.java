package dev.etagere.server.store.sqlite;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.etagere.server.ledger.Remembered;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.store.sqlite.Schema.Table;
import dev.etagere.server.store.sqlite.folder.StoreFolder;
import dev.etagere.server.store.sqlite.scrub.ScrubbedTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** What tools must know of a database that they look at without opening a store on it. */
public final class DatabaseForm {
  private static final String ORPHANS =
      "SELECT count(*), min(rid) FROM ledger_N WHERE rid NOT IN (SELECT rid FROM doc_N)";

  private DatabaseForm() {}

  /**
   * Makes sure that the database of a folder is what was left there, with every commit that was
   * acknowledged before.
   *
   * @param acknowledged the sequence that it must have reached
   * @throws dev.etagere.server.store.StoreOpenException if it is not
   */
  public static void require(Connection connection, StoreFolder folder, long acknowledged)
      throws SQLException {
    Schema.CURRENT.verify(connection, folder, acknowledged);
  }

  /** Why a database as a whole cannot be read; empty if it can. */
  public static Optional<String> fault(Connection connection) throws SQLException {
    if (Schema.isBlank(connection)) {
      return Optional.of("it has no tables");
    }
    return Schema.CURRENT
        .fault(connection)
        .map(
            fault ->
                fault.newer()
                    ? "it was written by a newer Etagere, use that one: " + fault.reason()
                    : fault.reason());
  }

  /** The sequence of the last commit. */
  public static long sequence(Connection connection) throws SQLException {
    return Schema.meta(connection, "seq");
  }

  /** Whether an older program wrote it, in a form that {@link #tables} does not know. */
  public static boolean isOlder(Connection connection) throws SQLException {
    return Schema.meta(connection, "schema") < Schema.CURRENT.steps().size();
  }

  /** Brings a database that nobody else has open to the present form. */
  public static void migrate(Connection connection) throws SQLException {
    prepare(connection, Set.of());
  }

  /** The same, and gives each collection that has none its table. */
  public static void prepare(Connection connection, Set<CollectionName> declared)
      throws SQLException {
    Schema.CURRENT.prepare(
        connection, declared, Maps.asMap(declared, collection -> ImmutableList.of()));
  }

  /** Whether nothing has been made in the database yet. */
  public static boolean isBlank(Connection connection) throws SQLException {
    return Schema.isBlank(connection);
  }

  /** Counts a commit, within the transaction that is to be committed. */
  public static void advance(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("UPDATE meta SET v=v+1 WHERE k='seq'");
    }
  }

  /** The collections that were ever declared. */
  public static ImmutableSet<CollectionName> collections(Connection connection)
      throws SQLException {
    return ImmutableSet.copyOf(Schema.tables(connection).keySet());
  }

  /**
   * The tables of all collections, to be checked row by row.
   *
   * @param also is given each record that is what was written, and throws DamagedResourceException
   *     if it finds something wrong all the same
   */
  public static List<ScrubbedTable> tables(
      Connection connection, BiConsumer<CollectionName, Remembered> also) throws SQLException {
    return Schema.tables(connection).values().stream()
        .map(
            table ->
                OpenDatabase.scrubbed(
                    table, remembered -> also.accept(table.collection(), remembered)))
        .toList();
  }

  /** Says which ledgers belong to no resource. */
  public static List<String> strayLedgers(Connection connection) throws SQLException {
    List<String> found = new ArrayList<>();
    for (Table table : Schema.tables(connection).values()) {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(table.sql(ORPHANS))) {
        if (row.next() && row.getLong(1) > 0) {
          found.add(
              "%s of collection '%s' has %d ledgers of no resource, the first in row %d"
                  .formatted(
                      table.sql("ledger_N"), table.collection(), row.getLong(1), row.getLong(2)));
        }
      }
    }
    return found;
  }
}
