package dev.etagere.server.store.sqlite.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** What the first bytes of a database tell before SQLite sees it. */
public final class DatabaseHeader {
  private static final int SIZE = 100;
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  /**
   * Bytes 16 to 23: page size, WAL for writing and reading, nothing reserved, payload fractions.
   */
  private static final byte[] FORMAT = {0x10, 0, 2, 2, 0, 64, 32, 32};

  private DatabaseHeader() {}

  /**
   * Looks at a file. Only while this process has no connection to it: closing a descriptor of it
   * would release SQLite's locks.
   *
   * @param alone whether the file is all of the database: with a write-ahead log the true size
   *     stands there, and SQLite compares it
   * @return what is wrong with it, to stand within a sentence
   */
  public static Optional<String> fault(Path file, boolean alone) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(SIZE);
    long size;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      size = channel.size();
      while (header.hasRemaining() && channel.read(header) >= 0) {}
    }
    boolean asWritten =
        !header.hasRemaining()
            && header.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))
            && header.slice(MAGIC.length, FORMAT.length).equals(ByteBuffer.wrap(FORMAT));
    if (!asWritten) {
      return Optional.of("its header is not that of a database of Etagere");
    }
    long due = Integer.toUnsignedLong(header.getInt(28)) * StoreFolder.PAGE_SIZE;
    return alone && due != size
        ? Optional.of("it has " + size + " bytes instead of " + due)
        : Optional.empty();
  }
}
