package dev.etagere.server.store.sqlite;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.etagere.server.store.CallDeadline;
import dev.etagere.server.store.StoreUnavailableException;
import dev.etagere.server.store.sqlite.folder.Connections;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lends readers, a few more than there are cores: with more they only wait for each other. */
final class ReaderPool implements AutoCloseable {
  /** A read. */
  interface Query<T> {
    T run(Reader reader) throws SQLException;
  }

  private static final int WAIT_SECONDS = 10;
  private static final Duration WAIT = Duration.ofSeconds(WAIT_SECONDS);
  private static final Duration UNBOUNDED = Duration.ofDays(365);

  private final int size;
  private final Connections connections;
  private final Semaphore permits;
  private final Semaphore longReads;
  private final Deque<Reader> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  private ReaderPool(Connections connections, int size) {
    this.connections = connections;
    this.size = size;
    this.permits = new Semaphore(size);
    this.longReads = new Semaphore(size / 2);
  }

  /**
   * Opens all readers at once: as long as one is open, no other connection is the last one, whose
   * closing would move an undecided commit from the write-ahead log into the database.
   */
  static ReaderPool open(Connections connections, int size) throws SQLException {
    ReaderPool pool = new ReaderPool(connections, size);
    Deque<Reader> opened = new ArrayDeque<>();
    try {
      while (opened.size() < size) {
        opened.add(new Reader(connections.reader()));
      }
    } catch (SQLException e) {
      opened.forEach(Reader::close);
      throw e;
    }
    pool.idle.addAll(opened);
    return pool;
  }

  /**
   * Reads.
   *
   * @param subject what is read, for the message of a failure
   */
  <T> T read(Supplier<String> subject, Query<T> query) {
    acquire(permits);
    try {
      return borrow(query);
    } catch (SQLException e) {
      throw Failures.reading(subject.get(), e);
    } finally {
      permits.release();
    }
  }

  /** Reads much. Only half of the readers do that at a time, so that {@link #read} never waits. */
  <T> T readMuch(Supplier<String> subject, Query<T> query) {
    acquire(longReads);
    try {
      return read(subject, query);
    } finally {
      longReads.release();
    }
  }

  private <T> T borrow(Query<T> query) throws SQLException {
    if (closed) {
      throw closed();
    }
    long left = CallDeadline.leftNanos(UNBOUNDED);
    Reader reader = idle.pollFirst();
    if (reader == null) {
      reader = new Reader(connections.reader());
    }
    try {
      reader.endWithin(left);
      T result = query.run(reader);
      idle.addFirst(reader);
      return result;
    } catch (SQLException | RuntimeException | Error e) {
      // What it holds after a failure is unknown, so the next one opens anew.
      reader.close();
      throw e;
    }
  }

  private static void acquire(Semaphore permits) {
    try {
      if (!permits.tryAcquire()
          && !permits.tryAcquire(CallDeadline.leftNanos(WAIT), TimeUnit.NANOSECONDS)) {
        throw new StoreUnavailableException("No reader of the database came free in time", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("The thread was interrupted before it could read", e);
    }
  }

  private static StoreUnavailableException closed() {
    return new StoreUnavailableException("The store is closed", null);
  }

  /** Waits for reads that have begun, and refuses further ones. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    boolean quiet =
        Uninterruptibles.tryAcquireUninterruptibly(permits, size, WAIT_SECONDS, TimeUnit.SECONDS);
    for (Reader reader = idle.pollFirst(); reader != null; reader = idle.pollFirst()) {
      reader.close();
    }
    if (quiet) {
      permits.release(size);
    }
  }
}
