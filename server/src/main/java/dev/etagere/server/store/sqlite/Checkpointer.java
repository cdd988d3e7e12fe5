package dev.etagere.server.store.sqlite;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.etagere.server.store.sqlite.folder.Connections;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what is committed from the write-ahead log into the database, on a thread and a connection
 * of its own. Of a large store each page of the log has a place of its own in the database, and
 * writing them back takes as long as hundreds of commits, which go on meanwhile.
 *
 * <p>What they add meanwhile is left, and SQLite begins the log anew only when nothing is: the
 * writer itself moves this rest, when the log has {@link Connections#LOG_PAGES}, and all of it
 * where this thread has failed.
 */
final class Checkpointer implements AutoCloseable {
  /** Makes the connection. */
  interface Opener {
    Connection open() throws SQLException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);

  /** So early that it is through before the writer begins. */
  private static final int ENOUGH_PAGES = Connections.LOG_PAGES / 4 * 3;

  private static final int COMMITS_BETWEEN_LOOKS = 32;

  /** The log's pages, and how many of them the database has; NOOP only asks. */
  private record Log(int pages, int moved) {
    static Log after(Connection connection, String mode) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
        return new Log(row.getInt(2), row.getInt(3));
      }
    }
  }

  private final Opener opener;
  private final Thread thread = new Thread(this::run, "etagere-sqlite-checkpointer");
  private final Semaphore looks = new Semaphore(0);
  private volatile boolean closed;
  private int commits;
  private boolean failing;

  private Checkpointer(Opener opener) {
    this.opener = opener;
    thread.setDaemon(true);
  }

  /** Starts the thread. */
  static Checkpointer start(Opener opener) {
    Checkpointer started = new Checkpointer(opener);
    started.thread.start();
    return started;
  }

  /** Notes that something was committed; on the writer's thread. */
  void committed() {
    if (++commits % COMMITS_BETWEEN_LOOKS == 0) {
      looks.release();
    }
  }

  private void run() {
    while (awaitsLook()) {
      try (Connection connection = opener.open()) {
        do {
          move(connection);
          failing = false;
        } while (awaitsLook());
      } catch (SQLException e) {
        // Nothing is lost: all of it is in the log still. Told once, not at each look.
        if (!failing) {
          LOG.warn("The log is not moved into the database meanwhile: {}", e.toString());
        }
        failing = true;
      }
    }
  }

  /** False at the end. */
  private boolean awaitsLook() {
    if (!closed) {
      looks.acquireUninterruptibly();
      looks.drainPermits();
    }
    return !closed;
  }

  private static void move(Connection connection) throws SQLException {
    Log log = Log.after(connection, "NOOP");
    if (log.pages() - log.moved() >= ENOUGH_PAGES) {
      Log after = Log.after(connection, "PASSIVE");
      LOG.debug("Of {} pages in the log the database has {}", after.pages(), after.moved());
    }
  }

  /** Ends the thread, after what it is at. */
  @Override
  public void close() {
    closed = true;
    looks.release();
    Uninterruptibles.joinUninterruptibly(thread);
  }
}
