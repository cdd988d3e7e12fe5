package dev.etagere.server.store.sqlite.folder;

import dev.etagere.server.store.StoreOpenException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a folder to one store of one process. SQLite's own locks do not: they let a second process
 * write, whose commits this one's counter and sequence would not know.
 */
public final class StoreLock implements AutoCloseable {
  /**
   * The folders that are open in this process. Asked before the lock file is opened a second time:
   * a POSIX lock goes when any descriptor of its file is closed, so the failed attempt would free
   * the folder for other processes.
   */
  private static final Set<Object> OPEN_HERE = ConcurrentHashMap.newKeySet();

  private final Object folderKey;
  private final FileChannel channel;
  private boolean closed;

  private StoreLock(Object folderKey, FileChannel channel) {
    this.folderKey = folderKey;
    this.channel = channel;
  }

  /**
   * Takes the folder.
   *
   * @throws StoreOpenException if another store has it, here or in another process
   */
  public static StoreLock acquire(StoreFolder folder) {
    Object key;
    try {
      key = keyOf(folder.path());
    } catch (IOException e) {
      throw notLockable(folder, e);
    }
    if (!OPEN_HERE.add(key)) {
      throw inUse(folder, "another store in this process", "Close it first");
    }
    @Nullable StoreLock taken = null;
    try {
      taken = lock(folder, key);
    } finally {
      if (taken == null) {
        OPEN_HERE.remove(key);
      }
    }
    return taken;
  }

  private static StoreLock lock(StoreFolder folder, Object key) {
    @Nullable FileChannel channel = null;
    @Nullable FileLock lock = null;
    try {
      channel =
          FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock = channel.tryLock();
      if (lock != null) {
        return new StoreLock(key, channel);
      }
    } catch (IOException e) {
      throw notLockable(folder, e);
    } finally {
      if (lock == null) {
        closeQuietly(channel);
      }
    }
    throw inUse(folder, "another process", "Stop that process");
  }

  /** Device and inode where there are such, so that no second name leads to the same folder. */
  private static Object keyOf(Path folder) throws IOException {
    Object key = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
    return key == null ? folder.toRealPath() : key;
  }

  private static StoreOpenException inUse(StoreFolder folder, String holder, String remedy) {
    return new StoreOpenException(
        "The store folder "
            + folder.path()
            + " is in use by "
            + holder
            + ". "
            + remedy
            + ", or name another folder.",
        null);
  }

  private static StoreOpenException notLockable(StoreFolder folder, IOException e) {
    return new StoreOpenException(
        "The store folder "
            + folder.path()
            + " cannot be locked ("
            + e
            + "). Put it on a local file system that supports locks and can be written.",
        e);
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // Nothing was written through it; the failure that led here is the one to report.
      return;
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      closeQuietly(channel);
      OPEN_HERE.remove(folderKey);
    }
  }
}
