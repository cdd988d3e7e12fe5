package dev.etagere.server.store.sqlite.folder;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteOpenMode;

/**
 * Opens connections to one database.
 *
 * @param database the file
 * @param durable false gives up what was written when the power fails; only for data that nobody
 *     needs after that
 */
public record Connections(Path database, boolean durable) {
  /**
   * How long the write-ahead log grows before the writer itself moves it into the database: 64 MB.
   * A page that changed often meanwhile is written back once; of a million documents those of the
   * index of changes do, in a log that is long enough.
   */
  public static final int LOG_PAGES = 16_000;

  private static final int BUSY_MILLIS = 5_000;

  /**
   * Enough for the upper pages of all indexes. To have the lower ones of a million documents here
   * too saves no time: a page that the processor's caches have lost takes as long to search as to
   * copy from the system's page cache.
   */
  private static final int READER_CACHE_KIB = 8_192;

  /** The connection that makes the database if there is none. */
  public Connection creator() throws SQLException {
    return writer(new SQLiteConfig());
  }

  /** A connection that writes to the database that is there. */
  public Connection writer() throws SQLException {
    return writer(existing());
  }

  private Connection writer(SQLiteConfig config) throws SQLException {
    config.setPageSize(StoreFolder.PAGE_SIZE);
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(durable ? SynchronousMode.FULL : SynchronousMode.OFF);
    config.setWalAutocheckpoint(LOG_PAGES);
    config.setCacheSize(-65_536);
    // For readers that hold its lock for a moment, to look at a header again that was being
    // written. It waits for no reader otherwise: checkpoints are passive.
    config.setBusyTimeout(BUSY_MILLIS);
    return open(config);
  }

  /** A connection that reads what is committed. */
  public Connection reader() throws SQLException {
    SQLiteConfig config = existing();
    config.setCacheSize(-READER_CACHE_KIB);
    config.setBusyTimeout(BUSY_MILLIS);
    Connection connection = open(config);
    execute(connection, "PRAGMA query_only=1");
    return connection;
  }

  /** A connection that looks and leaves every file as it is, a damaged write-ahead log too. */
  public Connection inspector() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    return open(config);
  }

  /**
   * A connection to a file that nobody changes: it takes no locks, and makes no files beside it.
   */
  public Connection still() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    return open(config, "?immutable=1");
  }

  /** Without CREATE: where the file has vanished an empty one would hide that. */
  private static SQLiteConfig existing() {
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    return config;
  }

  private Connection open(SQLiteConfig config) throws SQLException {
    return open(config, "");
  }

  private Connection open(SQLiteConfig config, String query) throws SQLException {
    // As a URI, because the driver takes a '?' in a plain path for its own parameters.
    Connection connection = config.createConnection("jdbc:sqlite:" + database.toUri() + query);
    // An I/O error under mmap ends the process instead of raising an exception.
    execute(connection, "PRAGMA mmap_size=0");
    return connection;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
