package dev.etagere.server.store.sqlite;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.ledger.LedgerChange;
import dev.etagere.server.ledger.Remembered;
import dev.etagere.server.query.Count;
import dev.etagere.server.query.Filter;
import dev.etagere.server.query.Page;
import dev.etagere.server.query.PageQuery;
import dev.etagere.server.query.QueryField;
import dev.etagere.server.query.walk.Walk;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.MemberPath;
import dev.etagere.server.resource.Mutation;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.Version;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.StoreOpenException;
import dev.etagere.server.store.sqlite.Schema.Table;
import dev.etagere.server.store.sqlite.folder.StoreFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The embedded store: one SQLite database in a folder of its own. One thread writes and groups what
 * comes at once into one durable commit; a few connections read. The folder belongs to one store of
 * one process at a time, and nothing else in this process may open its files meanwhile.
 */
public final class SqliteStore implements ResourceStore {
  /** How long a write waits for its turn where no thread waits with it. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final StoreFolder folder;
  private final boolean temporary;
  private final OpenDatabase database;
  private final ImmutableMap<CollectionName, Table> tables;

  private SqliteStore(StoreFolder folder, boolean temporary, OpenDatabase database) {
    this.folder = folder;
    this.temporary = temporary;
    this.database = database;
    this.tables = database.tables();
  }

  /**
   * Opens the store in a folder, and leaves the members that its collections are listed by as they
   * are; in all else like the other.
   */
  public static SqliteStore open(Path folder, Set<CollectionName> collections) {
    return open(folder, collections, Settings.DURABLE);
  }

  /**
   * Opens the store in a folder, or makes one there. Collections that are new get a table; those
   * that are no longer declared keep their data.
   *
   * @throws StoreOpenException if another store has the folder, it cannot be written, what is in it
   *     is damaged, lacks acknowledged commits or was written by a newer Etagere, or SQLite's
   *     native library cannot be loaded; nothing was changed then
   */
  public static SqliteStore open(
      Path folder, Map<CollectionName, ImmutableList<MemberPath>> collections) {
    StoreFolder where = new StoreFolder(folder.toAbsolutePath());
    return new SqliteStore(
        where,
        false,
        OpenDatabase.open(where, collections.keySet(), collections, Settings.DURABLE));
  }

  /**
   * Opens an empty store in a temporary folder, for tests and trials: the same in everything, but
   * it is removed when it is closed and does not wait for the disk.
   *
   * @throws StoreOpenException as {@link #open} does
   */
  public static SqliteStore temporary(Set<CollectionName> collections) {
    return temporary(Maps.asMap(collections, name -> ImmutableList.of()));
  }

  /**
   * Opens an empty store in a temporary folder, with members that its collections are listed by.
   */
  public static SqliteStore temporary(Map<CollectionName, ImmutableList<MemberPath>> collections) {
    StoreFolder where = StoreFolder.temporary();
    return new SqliteStore(
        where,
        true,
        OpenDatabase.open(where, collections.keySet(), collections, Settings.TEMPORARY));
  }

  /** Opens a store whose settings differ, for tests. */
  static SqliteStore open(Path folder, Set<CollectionName> collections, Settings settings) {
    StoreFolder where = new StoreFolder(folder.toAbsolutePath());
    return new SqliteStore(where, false, OpenDatabase.open(where, collections, Map.of(), settings));
  }

  @Override
  public Optional<StoredResource> find(CollectionName collection, ResourceId id) {
    Table table = table(collection);
    return database.readers().read(subject(collection, id), reader -> reader.find(table, id));
  }

  @Override
  public Optional<Remembered> recall(CollectionName collection, ResourceId id) {
    Table table = table(collection);
    return database.readers().read(subject(collection, id), reader -> reader.recall(table, id));
  }

  @Override
  public boolean insert(CollectionName collection, StoredResource.Live resource, Ledger ledger) {
    return write(subject(collection, resource.id()), insertion(collection, resource, ledger)) == 1;
  }

  @Override
  public CompletionStage<Boolean> insertAsync(
      CollectionName collection, StoredResource.Live resource, Ledger ledger) {
    return writeAsync(
            subject(collection, resource.id()), insertion(collection, resource, ledger), PATIENCE)
        .thenApply(rows -> rows == 1);
  }

  private PendingWrite.Operation insertion(
      CollectionName collection, StoredResource.Live resource, Ledger ledger) {
    Table table = table(collection);
    RowHead head = RowHead.of(resource);
    long seal = head.seal(collection, resource.id().value());
    List<String> keys = table.members().keysOf(resource.content());
    return session -> session.table(table).insert(resource, head, seal, ledger, keys);
  }

  @Override
  public boolean compareAndSet(
      CollectionName collection,
      ResourceId id,
      Version expected,
      Mutation mutation,
      @Nullable LedgerChange ledger) {
    return write(subject(collection, id), change(collection, id, expected, mutation, ledger)) == 1;
  }

  @Override
  public CompletionStage<Boolean> compareAndSetAsync(
      CollectionName collection,
      ResourceId id,
      Version expected,
      Mutation mutation,
      @Nullable LedgerChange ledger) {
    return writeAsync(
            subject(collection, id), change(collection, id, expected, mutation, ledger), PATIENCE)
        .thenApply(rows -> rows == 1);
  }

  private PendingWrite.Operation change(
      CollectionName collection,
      ResourceId id,
      Version expected,
      Mutation mutation,
      @Nullable LedgerChange ledger) {
    Table table = table(collection);
    List<String> keys = table.members().keysOf(mutation);
    return session -> session.table(table).compareAndSet(id, expected, mutation, ledger, keys);
  }

  @Override
  public boolean remember(
      CollectionName collection, ResourceId id, Version expected, LedgerChange ledger) {
    Table table = table(collection);
    return write(
            subject(collection, id), session -> session.table(table).remember(id, expected, ledger))
        == 1;
  }

  @Override
  public Page page(CollectionName collection, PageQuery query) {
    Table table = table(collection);
    Set<QueryField> fields = Walk.fields(query);
    boolean changes = database.indexes().haveChanges(table, fields);
    return database
        .readers()
        .readMuch(
            () -> "a page of collection '" + collection + "'",
            reader -> Walk.page(query, reader.index(table, fields, changes)));
  }

  @Override
  public Count count(CollectionName collection, Filter filter) {
    Table table = table(collection);
    Set<QueryField> fields = filter.fields();
    boolean changes = database.indexes().haveChanges(table, fields);
    return database
        .readers()
        .readMuch(
            () -> "the number of resources in collection '" + collection + "'",
            reader -> Walk.count(filter, reader.index(table, fields, changes)));
  }

  @Override
  public List<StoredResource.Live> findLive(CollectionName collection, List<ResourceId> ids) {
    Table table = table(collection);
    return database
        .readers()
        .readMuch(
            () -> "resources of collection '" + collection + "'",
            reader -> reader.findLive(table, ids));
  }

  @Override
  public int purge(CollectionName collection, Instant now, int limit) {
    Table table = table(collection);
    long millis = now.toEpochMilli();
    return write(
        () -> "the purge of collection '" + collection + "'",
        session -> session.table(table).purge(millis, limit));
  }

  /** Runs an operation on the writer's thread, in a transaction that it may share with others. */
  int write(Supplier<String> subject, PendingWrite.Operation operation) {
    return database.writer().write(subject, operation);
  }

  /** The same, and returns at once; see {@link GroupCommit#writeAsync}. */
  CompletionStage<Integer> writeAsync(
      Supplier<String> subject, PendingWrite.Operation operation, Duration patience) {
    return database.writer().writeAsync(subject, operation, patience);
  }

  /** Tells how many changes share each transaction from now on; on the thread that writes. */
  public void observeCommits(IntConsumer sizes) {
    database.writer().observe(sizes);
  }

  /** How many changes wait to be written. */
  public int waitingWrites() {
    return database.writer().waiting();
  }

  /** How much damage the check in the background has reported since the store was opened. */
  public int damageFound() {
    return database.damaged();
  }

  private static Supplier<String> subject(CollectionName collection, ResourceId id) {
    return () -> Failures.subject(collection, id.value());
  }

  private Table table(CollectionName collection) {
    Table table = tables.get(collection);
    if (table == null) {
      throw new IllegalArgumentException(
          "collection '" + collection + "' was not declared when the store was opened");
    }
    return table;
  }

  @Override
  public String describe() {
    return temporary
        ? "SQLite in the temporary folder " + folder.path() + ", removed when it is closed"
        : "SQLite in the folder " + folder.path();
  }

  @Override
  public void close() {
    database.close();
    if (temporary) {
      folder.remove();
    }
  }

  @Override
  public String toString() {
    return describe();
  }
}
