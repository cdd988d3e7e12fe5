package dev.etagere.server.store.sqlite;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.MemberPath;
import dev.etagere.server.store.StoreOpenException;
import dev.etagere.server.store.sqlite.folder.StoreFolder;
import dev.etagere.server.store.sqlite.member.ChangesIndex;
import dev.etagere.server.store.sqlite.member.Filling;
import dev.etagere.server.store.sqlite.member.MemberColumns;
import dev.etagere.server.store.sqlite.member.MemberTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tables, and the steps that lead from an older form of them to the present one. A step that
 * was ever released is never changed: a new one follows it.
 *
 * @param steps the steps; how many a database has gone is its schema version
 */
record Schema(List<Step> steps) {
  /**
   * One step.
   *
   * @param once run once in a database
   * @param perCollection run for each collection, with {@code doc_N}, {@code ledger_N} and {@code
   *     keys_N} standing for its tables; also when a collection is added later
   */
  record Step(List<String> once, List<String> perCollection) {}

  /**
   * The tables of a collection.
   *
   * @param collection its name
   * @param number the N of {@code doc_N}, {@code ledger_N} and {@code keys_N}
   * @param members the columns of {@code keys_N}
   */
  record Table(CollectionName collection, long number, MemberColumns members) {
    /** The tables of a collection that declares no members. */
    Table(CollectionName collection, long number) {
      this(collection, number, MemberColumns.NONE);
    }

    String sql(String statement) {
      return statement
          .replace("doc_N", "doc_" + number)
          .replace("ledger_N", "ledger_" + number)
          .replace("keys_N", "keys_" + number);
    }
  }

  /** "Etag": tells the file from databases of other programs. */
  private static final int APPLICATION_ID = 0x45746167;

  private static final String FOREIGN = "its header is not that of a database of Etagere";

  /**
   * The body stands last, so that what is asked more often is read without its overflow pages. Not
   * WITHOUT ROWID: rows over 1 KB would spill there.
   */
  private static final String CREATE_DOCUMENTS =
      """
      CREATE TABLE doc_N (rid INTEGER PRIMARY KEY, key TEXT NOT NULL, version INTEGER NOT NULL,
       inc INTEGER NOT NULL, state INTEGER NOT NULL, created INTEGER NOT NULL,
       changed INTEGER NOT NULL, purge_at INTEGER NOT NULL, made_by BLOB NOT NULL,
       digest BLOB NOT NULL, seal INTEGER NOT NULL, body BLOB NOT NULL) STRICT""";

  /** One row per resource with keyed requests, so that no other read or write touches it. */
  private static final String CREATE_LEDGERS =
      """
      CREATE TABLE ledger_N (rid INTEGER PRIMARY KEY, writes INTEGER NOT NULL,
       ledger_seal INTEGER NOT NULL, entries BLOB NOT NULL) STRICT""";

  static final Schema CURRENT =
      new Schema(
          List.of(
              new Step(
                  List.of(
                      "PRAGMA application_id=" + APPLICATION_ID,
                      "CREATE TABLE meta (k TEXT PRIMARY KEY, v INTEGER NOT NULL)"
                          + " STRICT, WITHOUT ROWID",
                      "INSERT INTO meta VALUES ('seq', 0), ('schema', 0), ('schema_seal', 0)",
                      "CREATE TABLE collection (n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)"
                          + " STRICT"),
                  List.of(
                      CREATE_DOCUMENTS,
                      "CREATE UNIQUE INDEX doc_N_key ON doc_N(key)",
                      "CREATE INDEX doc_N_purge ON doc_N(purge_at) WHERE state = 2")),
              new Step(List.of(), List.of(CREATE_LEDGERS)),
              new Step(MemberTables.ONCE, MemberTables.PER_COLLECTION),
              new Step(List.of(), ChangesIndex.TAKE_AWAY)));

  /** Whether nothing has been made in the database yet. */
  static boolean isBlank(Connection connection) throws SQLException {
    return Sql.number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
  }

  /**
   * Makes sure that the database is what this program left.
   *
   * @param acknowledged the sequence that it must have reached
   * @throws StoreOpenException if it is damaged, incomplete, or of a newer program
   */
  void verify(Connection connection, StoreFolder folder, long acknowledged) throws SQLException {
    if (isBlank(connection)) {
      throw folder.damaged("it has no tables, although commits were counted", null);
    }
    if (!Sql.text(connection, "PRAGMA journal_mode").equals("wal")) {
      throw folder.damaged(FOREIGN, null);
    }
    Optional<Fault> fault = fault(connection);
    if (fault.isPresent()) {
      throw fault.get().newer()
          ? folder.newer(fault.get().reason())
          : folder.damaged(fault.get().reason(), null);
    }
    long sequence = meta(connection, "seq");
    if (sequence < acknowledged) {
      throw folder.behind(sequence, acknowledged);
    }
  }

  /**
   * Why a database as a whole is none that this program can read.
   *
   * @param newer whether a newer program could
   * @param reason the reason, to stand within a sentence
   */
  record Fault(boolean newer, String reason) {}

  /** Looks at a database that has tables, wherever it lies; empty if it is as it was left. */
  Optional<Fault> fault(Connection connection) throws SQLException {
    boolean ours =
        Sql.number(connection, "PRAGMA application_id") == APPLICATION_ID
            && Sql.number(connection, "PRAGMA page_size") == StoreFolder.PAGE_SIZE
            && Sql.number(connection, "PRAGMA auto_vacuum") == 0
            && Sql.text(connection, "PRAGMA encoding").equals("UTF-8");
    if (!ours) {
      return Optional.of(new Fault(false, FOREIGN));
    }
    // Reads the list of tables and of free pages only, so it takes no longer for more documents.
    String check = Sql.text(connection, "PRAGMA integrity_check(sqlite_schema)");
    if (!check.equals("ok")) {
      return Optional.of(new Fault(false, check));
    }
    long version = meta(connection, "schema");
    if (version > steps.size()) {
      String known = ", this program knows up to " + steps.size();
      return Optional.of(new Fault(true, "its schema is version " + version + known));
    }
    return meta(connection, "schema_seal") == SchemaSeal.of(connection)
        ? Optional.empty()
        : Optional.of(new Fault(false, "its list of tables is not what was written"));
  }

  /**
   * Brings the database to the present form and gives each collection its table, in one
   * transaction; then the documents that are there get the keys of members that are new.
   * Collections that are no longer declared stay as they are.
   *
   * @param members the members to be listed by; those of a collection that is not in it stay
   */
  ImmutableMap<CollectionName, Table> prepare(
      Connection connection,
      Set<CollectionName> declared,
      Map<CollectionName, ImmutableList<MemberPath>> members)
      throws SQLException {
    Sql.execute(connection, "BEGIN IMMEDIATE");
    boolean changed = migrate(connection);
    Map<CollectionName, Long> numbers = numbers(connection);
    for (CollectionName collection : new TreeSet<>(declared)) {
      if (!numbers.containsKey(collection)) {
        numbers.put(collection, add(connection, collection));
        changed = true;
      }
      if (keepsMembers()) {
        changed |=
            new MemberTables(connection, numbers.get(collection)).declare(members.get(collection));
      }
    }
    commit(connection, changed);
    numbers.keySet().retainAll(declared);
    ImmutableMap.Builder<CollectionName, Table> tables = ImmutableMap.builder();
    for (Map.Entry<CollectionName, Long> table : numbers.entrySet()) {
      tables.put(table.getKey(), filled(connection, table.getKey(), table.getValue()));
    }
    return tables.buildOrThrow();
  }

  private Table filled(Connection connection, CollectionName collection, long number)
      throws SQLException {
    if (!keepsMembers()) {
      return new Table(collection, number);
    }
    Filling.fill(
        connection,
        collection,
        number,
        step -> {
          Sql.execute(connection, "BEGIN IMMEDIATE");
          step.run();
          commit(connection, true);
        });
    return new Table(collection, number, new MemberTables(connection, number).columns());
  }

  /** Whether these steps lead so far; those of an older program, in a test, do not. */
  private boolean keepsMembers() {
    return steps.stream().anyMatch(step -> step.once().equals(MemberTables.ONCE));
  }

  private static void commit(Connection connection, boolean changed) throws SQLException {
    if (changed) {
      Sql.execute(connection, "UPDATE meta SET v=v+1 WHERE k='seq'");
      reseal(connection);
    }
    Sql.execute(connection, "COMMIT");
  }

  /** Sets the check value over the list of tables; see {@link SchemaSeal}. */
  static void reseal(Connection connection) throws SQLException {
    setMeta(connection, "schema_seal", SchemaSeal.of(connection));
  }

  private boolean migrate(Connection connection) throws SQLException {
    int from = isBlank(connection) ? 0 : (int) meta(connection, "schema");
    for (Step step : steps.subList(from, steps.size())) {
      for (String sql : step.once()) {
        Sql.execute(connection, sql);
      }
      for (Map.Entry<CollectionName, Long> table : numbers(connection).entrySet()) {
        run(connection, step, new Table(table.getKey(), table.getValue()));
      }
    }
    if (from < steps.size()) {
      setMeta(connection, "schema", steps.size());
    }
    return from < steps.size();
  }

  private long add(Connection connection, CollectionName collection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO collection(name) VALUES (?)")) {
      insert.setString(1, collection.value());
      insert.executeUpdate();
    }
    long number = Sql.number(connection, "SELECT last_insert_rowid()");
    for (Step step : steps) {
      run(connection, step, new Table(collection, number));
    }
    return number;
  }

  private static void run(Connection connection, Step step, Table table) throws SQLException {
    for (String sql : step.perCollection()) {
      Sql.execute(connection, table.sql(sql));
    }
  }

  /** The tables of every collection that was ever declared, without the members of lists. */
  static Map<CollectionName, Table> tables(Connection connection) throws SQLException {
    Map<CollectionName, Table> tables = new LinkedHashMap<>();
    numbers(connection).forEach((name, number) -> tables.put(name, new Table(name, number)));
    return tables;
  }

  private static Map<CollectionName, Long> numbers(Connection connection) throws SQLException {
    Map<CollectionName, Long> numbers = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT n, name FROM collection ORDER BY n")) {
      while (rows.next()) {
        numbers.put(new CollectionName(rows.getString(2)), rows.getLong(1));
      }
    }
    return numbers;
  }

  /** A number that the store keeps about itself. */
  static long meta(Connection connection, String name) throws SQLException {
    return Sql.number(connection, "SELECT v FROM meta WHERE k='" + name + "'");
  }

  private static void setMeta(Connection connection, String name, long value) throws SQLException {
    Sql.execute(connection, "UPDATE meta SET v=" + value + " WHERE k='" + name + "'");
  }
}
