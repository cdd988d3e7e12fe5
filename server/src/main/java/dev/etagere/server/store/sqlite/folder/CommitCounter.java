package dev.etagere.server.store.sqlite.folder;

import com.google.common.hash.Hashing;
import dev.etagere.server.store.StoreOpenException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The sequence of the last acknowledged commit, in a file beside the database. A write-ahead log
 * that was cut, emptied, deleted or damaged silently takes commits with it and leaves a database
 * that every check of SQLite calls sound; only this number tells.
 *
 * <p>It is written after the commit and never synced: a loss of power can only leave it behind the
 * database, which is no fault.
 */
public final class CommitCounter implements AutoCloseable {
  private static final long MAGIC = 0x4554_4147_434E_5401L;
  private static final int SIZE = 3 * Long.BYTES;

  private final FileChannel channel;
  private long value;

  private CommitCounter(FileChannel channel, long value) {
    this.channel = channel;
    this.value = value;
  }

  /**
   * Reads the number, or empty if nothing was ever committed in the folder.
   *
   * @throws StoreOpenException if the file is damaged
   */
  public static OptionalLong read(StoreFolder folder) {
    try {
      ByteBuffer stored = ByteBuffer.wrap(Files.readAllBytes(folder.counter()));
      if (stored.remaining() == SIZE && stored.equals(encode(stored.getLong(Long.BYTES)))) {
        return OptionalLong.of(stored.getLong(Long.BYTES));
      }
      throw unusable(folder, "its content is not what was written", null);
    } catch (NoSuchFileException e) {
      return OptionalLong.empty();
    } catch (IOException e) {
      throw unusable(folder, e.toString(), e);
    }
  }

  /** Opens the file, or makes it, and brings it to the sequence of the database. */
  public static CommitCounter open(StoreFolder folder, long sequence) throws IOException {
    Path file = folder.counter();
    if (!Files.exists(file)) {
      // Under another name first: a half-made file would be taken for a damaged one.
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      try (FileChannel channel =
          FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        write(channel, sequence);
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      folder.sync();
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    write(channel, sequence);
    return new CommitCounter(channel, sequence);
  }

  /** Notes a commit; nothing of it may be acknowledged before this has returned. */
  public void advanceTo(long sequence) throws IOException {
    write(channel, sequence);
    value = sequence;
  }

  /** The sequence noted last. */
  public long value() {
    return value;
  }

  private static void write(FileChannel channel, long sequence) throws IOException {
    ByteBuffer encoded = encode(sequence);
    while (encoded.hasRemaining()) {
      channel.write(encoded, encoded.position());
    }
  }

  private static ByteBuffer encode(long sequence) {
    long check = Hashing.sipHash24().hashLong(sequence).asLong();
    return ByteBuffer.allocate(SIZE).putLong(MAGIC).putLong(sequence).putLong(check).flip();
  }

  private static StoreOpenException unusable(
      StoreFolder folder, String reason, @Nullable Throwable cause) {
    return new StoreOpenException(
        "The commit counter "
            + folder.counter()
            + " cannot be used: "
            + reason
            + ". Without it a loss of commits would go unnoticed. Restore a backup; or, if the"
            + " database beside it is known to be complete, remove the counter and start again.",
        cause);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
