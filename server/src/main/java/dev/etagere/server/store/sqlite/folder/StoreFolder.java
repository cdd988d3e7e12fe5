package dev.etagere.server.store.sqlite.folder;

import dev.etagere.server.store.StoreOpenException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a store, and what can be told from its files before SQLite sees them.
 *
 * @param path the folder
 */
public record StoreFolder(Path path) {
  public static final int PAGE_SIZE = 4096;

  private static final int HEADER_SIZE = 100;
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  /**
   * Bytes 16 to 23: page size, WAL for writing and reading, nothing reserved, payload fractions.
   */
  private static final byte[] FORMAT = {0x10, 0, 2, 2, 0, 64, 32, 32};

  public Path database() {
    return path.resolve("etagere.db");
  }

  Path lock() {
    return path.resolve("etagere.lock");
  }

  public Path counter() {
    return path.resolve("etagere.commits");
  }

  private Path wal() {
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
        checkHeader(size, walSize);
      }
    } catch (IOException e) {
      throw damaged("it cannot be read: " + e, e);
    }
  }

  private void checkHeader(long size, long walSize) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER_SIZE);
    try (FileChannel file = FileChannel.open(database(), StandardOpenOption.READ)) {
      while (header.hasRemaining() && file.read(header) >= 0) {}
    }
    boolean asWritten =
        !header.hasRemaining()
            && header.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))
            && header.slice(MAGIC.length, FORMAT.length).equals(ByteBuffer.wrap(FORMAT));
    if (!asWritten) {
      throw damaged("its header is not that of a database of Etagere", null);
    }
    long pages = Integer.toUnsignedLong(header.getInt(28));
    // With a write-ahead log the true size stands there, and SQLite compares it.
    if (walSize == 0 && pages * PAGE_SIZE != size) {
      throw damaged("it has " + size + " bytes instead of " + pages * PAGE_SIZE, null);
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

  /** Makes the names of new files durable. */
  void sync() throws IOException {
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
