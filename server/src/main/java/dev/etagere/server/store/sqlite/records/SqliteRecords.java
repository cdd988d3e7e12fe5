package dev.etagere.server.store.sqlite.records;

import com.google.common.collect.ImmutableSet;
import dev.etagere.server.ledger.Remembered;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.store.StoreException;
import dev.etagere.server.store.StoreOpenException;
import dev.etagere.server.store.records.RecordTarget;
import dev.etagere.server.store.sqlite.DatabaseForm;
import dev.etagere.server.store.sqlite.RecordRows;
import dev.etagere.server.store.sqlite.folder.CommitCounter;
import dev.etagere.server.store.sqlite.folder.Connections;
import dev.etagere.server.store.sqlite.folder.CopyMark;
import dev.etagere.server.store.sqlite.folder.NativeLibrary;
import dev.etagere.server.store.sqlite.folder.StoreFolder;
import dev.etagere.server.store.sqlite.folder.StoreLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records of an embedded store, whose folder is held meanwhile. */
public final class SqliteRecords implements RecordTarget {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteRecords.class);

  private interface Statements<T> {
    T run() throws SQLException, IOException;
  }

  private final StoreFolder folder;
  private final boolean resumed;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Map<CollectionName, RecordRows> rows = new HashMap<>();
  private final Connection connection;
  private final CommitCounter counter;
  private final ImmutableSet<CollectionName> collections;

  private SqliteRecords(StoreFolder folder, Set<CollectionName> declared, @Nullable String from)
      throws SQLException, IOException {
    this.folder = folder;
    boolean complete = false;
    try {
      parts.push(StoreLock.acquire(folder));
      OptionalLong acknowledged = CommitCounter.read(folder);
      resumed = from == null ? noMark() : isResumed(from);
      folder.checkFiles(acknowledged.isPresent());
      Connections connections = new Connections(folder.database(), true);
      inspect(connections, acknowledged, from != null && !resumed);
      if (from != null && !resumed) {
        CopyMark.set(folder, from);
      }
      connection = connections.creator();
      parts.push(connection);
      DatabaseForm.prepare(connection, declared);
      collections = DatabaseForm.collections(connection);
      for (CollectionName name : collections) {
        rows.put(name, RecordRows.of(connection, name));
      }
      counter = CommitCounter.open(folder, DatabaseForm.sequence(connection));
      parts.push(counter);
      complete = true;
    } finally {
      if (!complete) {
        close();
      }
    }
  }

  /**
   * Opens a store to read its records. It is brought to the present form as by a server.
   *
   * @throws StoreOpenException if there is none, a server runs on it, or it is damaged, unfinished
   *     or of a newer Etagere; nothing was changed then
   */
  public static SqliteRecords source(Path path) {
    StoreFolder folder = new StoreFolder(path.toAbsolutePath());
    if (!Files.isRegularFile(folder.database())) {
      throw new StoreOpenException(
          "There is no store in the folder " + folder.path() + " to copy from.", null);
    }
    return open(folder, Set.of(), null);
  }

  /**
   * Opens a store to fill it, or makes one.
   *
   * @param from describes the source; an unfinished copy of the same one is gone on with
   * @throws StoreOpenException if it has data, is an unfinished copy of something else, a server
   *     runs on it, or it is damaged or of a newer Etagere; nothing was changed then
   */
  public static SqliteRecords target(Path path, Set<CollectionName> collections, String from) {
    StoreFolder folder = new StoreFolder(path.toAbsolutePath());
    folder.create();
    return open(folder, collections, from);
  }

  private static SqliteRecords open(
      StoreFolder folder, Set<CollectionName> declared, @Nullable String from) {
    NativeLibrary.load();
    try {
      return new SqliteRecords(folder, declared, from);
    } catch (SQLException | IOException e) {
      throw new StoreOpenException(
          "The store in the folder "
              + folder.path()
              + " cannot be opened: "
              + e.getMessage()
              + ". Make sure that the disk has room and this process may write all files in it.",
          e);
    }
  }

  private boolean noMark() throws IOException {
    CopyMark.refuse(folder);
    return false;
  }

  private boolean isResumed(String from) throws IOException {
    Optional<String> begun = CopyMark.read(folder);
    if (begun.isPresent() && !begun.get().equals(from)) {
      throw new StoreOpenException(
          "The folder %s has an unfinished copy of another source: %s. Finish that one, or name another folder."
              .formatted(folder.path(), begun.get()),
          null);
    }
    return begun.isPresent();
  }

  /** Looks first without writing, as a server does. */
  private void inspect(Connections connections, OptionalLong acknowledged, boolean mustBeEmpty)
      throws SQLException {
    if (acknowledged.isEmpty() && !Files.exists(folder.database())) {
      return;
    }
    try (Connection looked = connections.inspector()) {
      if (DatabaseForm.isBlank(looked) && acknowledged.isEmpty()) {
        return;
      }
      DatabaseForm.require(looked, folder, acknowledged.orElse(0));
      for (CollectionName name : DatabaseForm.collections(looked)) {
        if (mustBeEmpty && RecordRows.of(looked, name).count() > 0) {
          throw new StoreOpenException(
              "The store in the folder %s has data already, in collection '%s'. Copy into another folder: it is made if it is missing."
                  .formatted(folder.path(), name),
              null);
        }
      }
    }
  }

  @Override
  public boolean isResumed() {
    return resumed;
  }

  @Override
  public ImmutableSet<CollectionName> collections() {
    return collections;
  }

  @Override
  public long estimate(CollectionName collection) {
    return run("count", () -> table(collection).count());
  }

  @Override
  public List<Remembered> scan(CollectionName collection, @Nullable ResourceId after) {
    return run("read", () -> table(collection).scan(after));
  }

  @Override
  public void put(CollectionName collection, List<Remembered> records) {
    change(() -> table(collection).insert(records));
  }

  @Override
  public void remove(CollectionName collection, ResourceId id) {
    change(() -> table(collection).remove(id));
  }

  private interface Change {
    void run() throws SQLException;
  }

  private void change(Change change) {
    run(
        "write",
        () -> {
          execute("BEGIN IMMEDIATE");
          boolean committed = false;
          try {
            change.run();
            DatabaseForm.advance(connection);
            execute("COMMIT");
            committed = true;
          } finally {
            if (!committed) {
              rollBackQuietly();
            }
          }
          counter.advanceTo(DatabaseForm.sequence(connection));
          return true;
        });
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void rollBackQuietly() {
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      // SQLite may have done it itself; the failure that led here is the one to report.
      LOG.debug("No transaction was left to roll back", e);
    }
  }

  private <T> T run(String what, Statements<T> statements) {
    try {
      return statements.run();
    } catch (SQLException | IOException e) {
      throw new StoreException(
          "Cannot %s the store in the folder %s: %s".formatted(what, folder.path(), e.getMessage()),
          e);
    }
  }

  private RecordRows table(CollectionName collection) {
    RecordRows table = rows.get(collection);
    if (table == null) {
      throw new IllegalArgumentException("collection '" + collection + "' was not declared");
    }
    return table;
  }

  @Override
  public void finish() {
    run(
        "finish",
        () -> {
          CopyMark.clear(folder);
          return true;
        });
  }

  @Override
  public String describe() {
    return "SQLite in the folder " + folder.path();
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("A part of the store could not be closed", e);
      }
    }
  }
}
