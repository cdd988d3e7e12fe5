package dev.etagere.server.store.sqlite.folder;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.etagere.server.store.StoreOpenException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a store, and what can be told from its files before SQLite sees them.
 *
 * @param path the folder
 */
public record StoreFolder(Path path) {
  public static final int PAGE_SIZE = 4096;

  private static final Logger LOG = LoggerFactory.getLogger(StoreFolder.class);

  /**
   * A new folder among the temporary ones.
   *
   * @throws StoreOpenException if it cannot be made
   */
  public static StoreFolder temporary() {
    try {
      return new StoreFolder(Files.createTempDirectory("etagere").toAbsolutePath());
    } catch (IOException e) {
      throw new StoreOpenException(
          "No temporary folder can be made in "
              + System.getProperty("java.io.tmpdir")
              + " ("
              + e
              + "). Make it writable, or name another with -Djava.io.tmpdir=FOLDER.",
          e);
    }
  }

  /** Removes it with all that is in it; what cannot be removed stays. */
  public void remove() {
    if (Files.exists(path)) {
      try {
        MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
      } catch (IOException e) {
        LOG.warn("The temporary folder {} could not be removed: {}", path, e.toString());
      }
    }
  }

  public Path database() {
    return path.resolve("etagere.db");
  }

  Path lock() {
    return path.resolve("etagere.lock");
  }

  public Path counter() {
    return path.resolve("etagere.commits");
  }

  /** SQLite's write-ahead log; there while a store is open, and after it was killed. */
  public Path wal() {
    return path.resolve("etagere.db-wal");
  }

  /** Makes the folder if it is missing, and makes sure that files can be made in it. */
  public void create() {
    try {
      Files.createDirectories(path);
      Files.delete(Files.createTempFile(path, "etagere", ".probe"));
    } catch (IOException e) {
      throw new StoreOpenException(
          "The store folder "
              + path
              + " cannot be written ("
              + e
              + "). Name another folder, or give this process the right to create files in it.",
          e);
    }
  }

  /**
   * Looks at the files. Only while no connection is open: closing a descriptor of the database
   * would release SQLite's locks.
   *
   * @param counted whether commits were made here before
   * @throws StoreOpenException if something is missing or damaged
   */
  public void checkFiles(boolean counted) {
    try {
      long size = sizeOf(database());
      long walSize = sizeOf(wal());
      if (size == 0 && (counted || walSize > 0)) {
        // SQLite would take it for a new database, and delete the write-ahead log.
        throw damaged("it is missing or empty, although something was stored in it", null);
      }
      if (counted) {
        DatabaseHeader.fault(database(), walSize == 0)
            .ifPresent(
                reason -> {
                  throw damaged(reason, null);
                });
      }
    } catch (IOException e) {
      throw damaged("it cannot be read: " + e, e);
    }
  }

  /** The refusal to open a damaged database. */
  public StoreOpenException damaged(String reason, @Nullable Throwable cause) {
    return new StoreOpenException(
        "The database "
            + database()
            + " is damaged: "
            + reason
            + ". Nothing was changed. Keep a copy of the folder, then restore a backup into it.",
        cause);
  }

  /** The refusal to open a database that this program is too old for. */
  public StoreOpenException newer(String reason) {
    return new StoreOpenException(
        "The database "
            + database()
            + " was written by a newer Etagere: "
            + reason
            + ". Start the newer Etagere, or restore a backup made by this one.",
        null);
  }

  /** The refusal to open a database that has not all that was acknowledged. */
  public StoreOpenException behind(long sequence, long acknowledged) {
    return new StoreOpenException(
        "The database "
            + database()
            + " lacks commits that were acknowledged: it ends at "
            + sequence
            + ", the counter "
            + counter()
            + " at "
            + acknowledged
            + ". Its write-ahead log (-wal) was probably removed, cut or damaged. Nothing was"
            + " changed. Put the log back, or restore a backup; or, to accept the loss, remove the"
            + " counter and start again.",
        null);
  }

  /** Makes the names of new files durable. */
  public void sync() throws IOException {
    try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private static long sizeOf(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }
}
