package dev.etagere.server.store.sqlite;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.etagere.server.ledger.Remembered;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.MemberPath;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.store.StoreOpenException;
import dev.etagere.server.store.sqlite.Schema.Table;
import dev.etagere.server.store.sqlite.folder.CommitCounter;
import dev.etagere.server.store.sqlite.folder.Connections;
import dev.etagere.server.store.sqlite.folder.CopyMark;
import dev.etagere.server.store.sqlite.folder.NativeLibrary;
import dev.etagere.server.store.sqlite.folder.StoreFolder;
import dev.etagere.server.store.sqlite.folder.StoreLock;
import dev.etagere.server.store.sqlite.scrub.Scrub;
import dev.etagere.server.store.sqlite.scrub.ScrubbedTable;
import dev.etagere.server.store.sqlite.scrub.Scrubber;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of an open store, put together in the one order that is safe, and taken apart. */
final class OpenDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenDatabase.class);
  private static final int FEWEST_READERS = 4;

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final AtomicInteger damaged = new AtomicInteger();
  private final ImmutableMap<CollectionName, Table> tables;
  private final ReaderPool readers;
  private final GroupCommit writer;
  private final IndexesOnDemand indexes;

  private OpenDatabase(
      StoreFolder folder,
      Set<CollectionName> declared,
      Map<CollectionName, ImmutableList<MemberPath>> members,
      Settings settings)
      throws SQLException, IOException {
    boolean complete = false;
    try {
      parts.push(StoreLock.acquire(folder));
      CopyMark.refuse(folder);
      OptionalLong acknowledged = CommitCounter.read(folder);
      folder.checkFiles(acknowledged.isPresent());
      Connections connections = new Connections(folder.database(), settings.durable());
      if (acknowledged.isPresent()) {
        inspect(connections, folder, settings.schema(), acknowledged.getAsLong());
      }
      Connection connection = connections.creator();
      // The writer closes it earlier, or one that took its place.
      parts.push(connection);
      if (!Schema.isBlank(connection)) {
        settings.schema().verify(connection, folder, acknowledged.orElse(0));
      }
      tables = settings.schema().prepare(connection, declared, members);
      ImmutableSet<Table> indexed = IndexesOnDemand.there(connection, tables.values());
      WriteSession session = settings.sessions().on(connection);
      CommitCounter counter = CommitCounter.open(folder, session.sequence());
      parts.push(counter);
      readers = ReaderPool.open(connections, readerCount());
      parts.push(readers);
      BatchWriter.Sessions reopened = () -> settings.sessions().on(connections.writer());
      Checkpointer checkpointer = Checkpointer.start(connections::writer);
      writer =
          GroupCommit.start(new BatchWriter(reopened, session, counter), checkpointer::committed);
      parts.push(writer);
      indexes = new IndexesOnDemand(writer, indexed);
      // Closed before the readers: whichever connection is the last one moves what is left.
      parts.push(checkpointer);
      if (settings.scrubbing() != null) {
        parts.push(scrubber(connections, settings.scrubbing()));
      }
      complete = true;
    } finally {
      if (!complete) {
        close();
      }
    }
  }

  /**
   * Opens the database of a folder.
   *
   * @throws StoreOpenException if it cannot be opened
   */
  static OpenDatabase open(
      StoreFolder folder,
      Set<CollectionName> declared,
      Map<CollectionName, ImmutableList<MemberPath>> members,
      Settings settings) {
    NativeLibrary.load();
    folder.create();
    try {
      return new OpenDatabase(folder, declared, members, settings);
    } catch (SQLException e) {
      if (Failures.isDamage(e)) {
        throw folder.damaged(String.valueOf(e.getMessage()), e);
      }
      throw unopened(folder, e);
    } catch (IOException e) {
      throw unopened(folder, e);
    }
  }

  /** Looks first without writing: opening for writing would tidy a damaged log away. */
  private static void inspect(
      Connections connections, StoreFolder folder, Schema schema, long acknowledged)
      throws SQLException {
    try (Connection connection = connections.inspector()) {
      schema.verify(connection, folder, acknowledged);
    }
  }

  private Scrubber scrubber(Connections connections, Settings.Scrubbing scrubbing) {
    List<ScrubbedTable> scrubbed = tables.values().stream().map(OpenDatabase::scrubbed).toList();
    Consumer<String> counted =
        finding -> {
          damaged.incrementAndGet();
          scrubbing.report().accept(finding);
        };
    return Scrubber.start(
        new Scrub(connections, scrubbed, scrubbing.pace(), counted), scrubbing.pace());
  }

  /** How many findings of the check in the background were reported. */
  int damaged() {
    return damaged.get();
  }

  /** What the check in the background must know of a table. */
  static ScrubbedTable scrubbed(Table table) {
    return scrubbed(table, remembered -> {});
  }

  /**
   * The same, with one check more.
   *
   * @param also throws DamagedResourceException where it finds a record wrong
   */
  static ScrubbedTable scrubbed(Table table, Consumer<Remembered> also) {
    CollectionName collection = table.collection();
    return new ScrubbedTable(
        collection,
        table.number(),
        table.sql(Rows.ALL + ", " + LedgerRows.SUBSELECTS),
        row -> {
          ResourceId id = Rows.id(collection, row);
          StoredResource resource = Rows.resource(collection, id, row);
          also.accept(new Remembered(resource, LedgerRows.ledger(collection, id.value(), row)));
          return resource instanceof StoredResource.Live live ? live.content() : null;
        });
  }

  private static int readerCount() {
    return Math.max(FEWEST_READERS, 2 * Runtime.getRuntime().availableProcessors());
  }

  private static StoreOpenException unopened(StoreFolder folder, Exception e) {
    return new StoreOpenException(
        "The database "
            + folder.database()
            + " cannot be opened: "
            + e.getMessage()
            + ". Make sure that the folder is on a local disk with free space, and that this"
            + " process may write all files in it.",
        e);
  }

  ImmutableMap<CollectionName, Table> tables() {
    return tables;
  }

  ReaderPool readers() {
    return readers;
  }

  GroupCommit writer() {
    return writer;
  }

  IndexesOnDemand indexes() {
    return indexes;
  }

  /**
   * Ends the scrubber and the writer, then the readers, the counter, and last gives the folder
   * free.
   */
  @Override
  public synchronized void close() {
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
