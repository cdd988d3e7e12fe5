package dev.etagere.server.store.sqlite;

import dev.etagere.server.store.StoreFullException;
import dev.etagere.server.store.StoreUnavailableException;
import dev.etagere.server.store.UnknownOutcomeException;
import dev.etagere.server.store.sqlite.folder.CommitCounter;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes several changes in one transaction and finds out, when that fails, what has happened.
 *
 * <p>After a failure the connection is thrown away: SQLite may have rolled the transaction back by
 * itself, and a further statement on it would then commit alone.
 */
final class BatchWriter implements AutoCloseable {
  /** Opens a session on the database that is there. */
  interface Sessions {
    WriteSession open() throws SQLException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

  private final Sessions sessions;
  private final CommitCounter counter;
  private @Nullable WriteSession session;

  BatchWriter(Sessions sessions, WriteSession first, CommitCounter counter) {
    this.sessions = sessions;
    this.session = first;
    this.counter = counter;
  }

  /** Writes them all, or those that can be, and tells each caller. */
  void write(List<PendingWrite> batch) {
    long before = counter.value();
    boolean commitSent = false;
    try {
      WriteSession current = session();
      before = current.sequence();
      current.begin();
      for (PendingWrite write : batch) {
        write.run(current);
      }
      current.seal();
      commitSent = true;
      current.commit();
      if (current.sequence() != before) {
        counter.advanceTo(current.sequence());
      }
    } catch (SQLException | IOException | RuntimeException | Error e) {
      discard();
      LOG.warn("A transaction of {} changes failed: {}", batch.size(), e.toString());
      if (commitSent) {
        failCommit(batch, before, e);
      } else {
        failBeforeCommit(batch, e);
      }
      return;
    }
    batch.forEach(PendingWrite::settle);
  }

  /** Nothing can have been committed: the commit was never sent. */
  private void failBeforeCommit(List<PendingWrite> batch, Throwable failure) {
    if (Failures.isDamage(failure) && batch.size() > 1) {
      // Only those that touch the damaged page are to fail.
      for (PendingWrite write : batch) {
        write(List.of(write));
      }
      return;
    }
    for (PendingWrite write : batch) {
      write.fail(() -> notDone(write.subject(), failure));
    }
  }

  private void failCommit(List<PendingWrite> batch, long before, Throwable failure) {
    boolean undone = isProvablyUndone(before, Failures.isFull(failure));
    for (PendingWrite write : batch) {
      write.fail(
          () ->
              undone
                  ? notDone(write.subject(), failure)
                  : new UnknownOutcomeException(
                      "Whether " + write.subject() + " was written is not known", failure));
    }
  }

  private static RuntimeException notDone(String subject, Throwable failure) {
    if (Failures.isFull(failure)) {
      return new StoreFullException(
          "There is no room to write " + subject + ": " + failure.getMessage(), failure);
    }
    if (Failures.isDamage(failure)) {
      return Failures.damaged(subject, failure.getMessage(), failure);
    }
    return new StoreUnavailableException(
        "Cannot write " + subject + ": " + failure.getMessage(), failure);
  }

  /**
   * Whether a commit that failed has not happened and never will.
   *
   * <p>That it cannot be seen proves nothing: after a failed sync it stands complete in the
   * write-ahead log, and a crash would bring it back. Only a further commit, which overwrites it,
   * rules that out. Where the disk was full none is needed, and perhaps none possible: the frame
   * that makes a commit valid is the last to be written, and it was not.
   */
  private boolean isProvablyUndone(long before, boolean full) {
    try {
      WriteSession current = session();
      if (current.sequence() != before) {
        return false;
      }
      if (!full) {
        current.commitOver();
        counter.advanceTo(current.sequence());
      }
      return true;
    } catch (SQLException | IOException | RuntimeException e) {
      LOG.warn("The outcome of a failed commit could not be settled: {}", e.toString());
      discard();
      return false;
    }
  }

  private WriteSession session() throws SQLException {
    if (session == null) {
      WriteSession opened = sessions.open();
      session = opened;
      if (opened.sequence() < counter.value()) {
        discard();
        throw new SQLException("the database has lost commits while it was open");
      }
    }
    return session;
  }

  private void discard() {
    WriteSession discarded = session;
    session = null;
    try {
      if (discarded != null) {
        discarded.close();
      }
    } catch (SQLException e) {
      LOG.warn("The connection that failed could not be closed", e);
    }
  }

  @Override
  public void close() {
    discard();
  }
}
