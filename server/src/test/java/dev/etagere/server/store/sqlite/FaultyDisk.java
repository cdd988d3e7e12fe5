package dev.etagere.server.store.sqlite;

import dev.etagere.server.resource.CollectionName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A disk that has no room, or whose syncs fail, for the stores that are opened on it. */
public final class FaultyDisk {
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  private final AtomicInteger failures = new AtomicInteger();
  private volatile SQLiteErrorCode code = SQLiteErrorCode.SQLITE_IOERR;
  private volatile boolean happens;
  private volatile int maxPages = NO_LIMIT;

  /** Opens a store that meets the faults of this disk. */
  public SqliteStore open(Path folder, Set<CollectionName> collections) {
    return SqliteStore.open(folder, collections, new Settings(true, Schema.CURRENT, Session::new));
  }

  /** So many commits, the next ones, fail with an I/O error and do not happen. */
  public void failCommits(int count) {
    failCommits(count, SQLiteErrorCode.SQLITE_IOERR);
  }

  void failCommits(int count, SQLiteErrorCode with) {
    code = with;
    happens = false;
    failures.set(count);
  }

  /** The next commit happens, and is reported as failed. */
  public void loseNextCommit() {
    code = SQLiteErrorCode.SQLITE_IOERR;
    happens = true;
    failures.set(1);
  }

  /** Has room for so many pages, for connections opened from now on. */
  public void limitTo(int pages) {
    maxPages = pages;
  }

  /** Has room again. */
  public void makeRoom() {
    maxPages = NO_LIMIT;
  }

  private final class Session extends WriteSession {
    Session(Connection connection) throws SQLException {
      super(connection);
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA max_page_count=" + maxPages);
      }
    }

    @Override
    void commit() throws SQLException {
      if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        if (happens) {
          super.commit();
        }
        throw new SQLiteException("made for this test", code);
      }
      super.commit();
    }
  }
}
