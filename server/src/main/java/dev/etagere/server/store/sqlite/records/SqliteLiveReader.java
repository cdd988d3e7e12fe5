package dev.etagere.server.store.sqlite.records;

import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource.Live;
import dev.etagere.server.store.StoreException;
import dev.etagere.server.store.StoreOpenException;
import dev.etagere.server.store.records.LiveReader;
import dev.etagere.server.store.sqlite.DatabaseForm;
import dev.etagere.server.store.sqlite.RecordRows;
import dev.etagere.server.store.sqlite.folder.CommitCounter;
import dev.etagere.server.store.sqlite.folder.Connections;
import dev.etagere.server.store.sqlite.folder.CopyMark;
import dev.etagere.server.store.sqlite.folder.NativeLibrary;
import dev.etagere.server.store.sqlite.folder.StoreFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The resources of an embedded store, whose folder is left as it is; a server may run on it. */
public final class SqliteLiveReader implements LiveReader {
  private interface Query<T> {
    T run() throws SQLException;
  }

  private final StoreFolder folder;
  private final Connection connection;

  private SqliteLiveReader(StoreFolder folder, Connection connection) {
    this.folder = folder;
    this.connection = connection;
  }

  /**
   * Opens a store to read its resources; one that an older Etagere wrote is read as it is.
   *
   * @throws StoreOpenException if there is none, it is damaged, unfinished or of a newer Etagere
   */
  public static SqliteLiveReader open(Path path) {
    StoreFolder folder = new StoreFolder(path.toAbsolutePath());
    if (!Files.isRegularFile(folder.database())) {
      throw new StoreOpenException(
          "There is no store in the folder " + folder.path() + ". Name it with --data.", null);
    }
    NativeLibrary.load();
    try {
      CopyMark.refuse(folder);
      // Read before the database is, since a server may go on committing.
      long acknowledged = CommitCounter.read(folder).orElse(0);
      // It never writes: one that does would tidy a damaged log away.
      Connection connection = new Connections(folder.database(), true).inspector();
      return required(folder, connection, acknowledged);
    } catch (SQLException | IOException e) {
      throw new StoreOpenException(
          "The store in the folder "
              + folder.path()
              + " cannot be read: "
              + e.getMessage()
              + ". Make sure that this user may read all files in it.",
          e);
    }
  }

  private static SqliteLiveReader required(
      StoreFolder folder, Connection connection, long acknowledged) throws SQLException {
    boolean sound = false;
    try {
      DatabaseForm.require(connection, folder, acknowledged);
      sound = true;
      return new SqliteLiveReader(folder, connection);
    } finally {
      if (!sound) {
        connection.close();
      }
    }
  }

  @Override
  public List<Live> read(CollectionName collection, @Nullable ResourceId after) {
    return query(() -> isThere(collection) ? rows(collection).live(after) : List.of());
  }

  @Override
  public long estimate(CollectionName collection) {
    return query(() -> isThere(collection) ? rows(collection).count() : 0L);
  }

  /** Asked anew each time: a server that starts meanwhile may make it. */
  private boolean isThere(CollectionName collection) throws SQLException {
    return DatabaseForm.collections(connection).contains(collection);
  }

  private RecordRows rows(CollectionName collection) throws SQLException {
    return RecordRows.of(connection, collection);
  }

  private <T> T query(Query<T> query) {
    try {
      return query.run();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private StoreException failed(SQLException e) {
    return new StoreException(
        "The store in the folder %s cannot be read any further: %s. 'etagere verify' says what is wrong with it."
            .formatted(folder.path(), e.getMessage()),
        e);
  }

  @Override
  public String describe() {
    return "SQLite in the folder " + folder.path();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }
}
