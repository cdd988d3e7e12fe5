package dev.etagere.server.store.sqlite;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.etagere.server.store.CallDeadline;
import dev.etagere.server.store.StoreUnavailableException;
import dev.etagere.server.store.sqlite.folder.Connections;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

  /** Those that nobody has. A thread gets the same one again where it can; see {@link #take}. */
  private final AtomicReferenceArray<@Nullable Reader> idle;

  private volatile boolean closed;

  private ReaderPool(Connections connections, int size) {
    this.connections = connections;
    this.size = size;
    this.permits = new Semaphore(size);
    this.idle = new AtomicReferenceArray<>(size);
    this.longReads = new Semaphore(size / 2);
  }

  /**
   * Opens all readers at once: as long as one is open, no other connection is the last one, whose
   * closing would move an undecided commit from the write-ahead log into the database.
   */
  static ReaderPool open(Connections connections, int size) throws SQLException {
    ReaderPool pool = new ReaderPool(connections, size);
    try {
      for (int i = 0; i < size; i++) {
        pool.idle.set(i, new Reader(connections.reader()));
      }
    } catch (SQLException e) {
      pool.closeIdle();
      throw e;
    }
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
    Reader taken = take();
    Reader reader = taken == null ? new Reader(connections.reader()) : taken;
    try {
      reader.endWithin(left);
      T result = query.run(reader);
      giveBack(reader);
      return result;
    } catch (SQLException | RuntimeException | Error e) {
      // What it holds after a failure is unknown, so the next one opens anew.
      reader.close();
      throw e;
    }
  }

  /**
   * A reader that is idle, the one that this thread gave back last if it can be: what that one has
   * read is in the caches of this thread's processor, and moving all of it to another costs more
   * than many a lookup. Null if it finds none.
   */
  private @Nullable Reader take() {
    for (int i = 0, slot = ownSlot(); i < size; i++, slot = (slot + 1) % size) {
      Reader reader = idle.getAndSet(slot, null);
      if (reader != null) {
        return reader;
      }
    }
    return null;
  }

  /**
   * Mostly there is room for it. But a thread that looks through all may miss one that was given
   * back behind it, and opens one too many.
   */
  private void giveBack(Reader reader) {
    for (int i = 0, slot = ownSlot(); i < size; i++, slot = (slot + 1) % size) {
      if (idle.compareAndSet(slot, null, reader)) {
        return;
      }
    }
    reader.close();
  }

  private int ownSlot() {
    return Math.floorMod(Thread.currentThread().getId(), size);
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
    closeIdle();
    if (quiet) {
      permits.release(size);
    }
  }

  private void closeIdle() {
    for (Reader reader = take(); reader != null; reader = take()) {
      reader.close();
    }
  }
}
