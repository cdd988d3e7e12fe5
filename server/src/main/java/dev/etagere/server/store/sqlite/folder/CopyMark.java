package dev.etagere.server.store.sqlite.folder;

import dev.etagere.server.store.StoreOpenException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file that marks a folder as an unfinished copy and says of what. A server that opened one would
 * answer as missing what was not copied yet.
 */
public final class CopyMark {
  private CopyMark() {}

  private static Path file(StoreFolder folder) {
    return folder.path().resolve("etagere.copying");
  }

  /** What an unfinished copy is of; empty if there is none. */
  public static Optional<String> read(StoreFolder folder) throws IOException {
    try {
      return Optional.of(Files.readString(file(folder), StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Makes sure that the folder is no unfinished copy.
   *
   * @throws StoreOpenException if it is
   */
  public static void refuse(StoreFolder folder) throws IOException {
    Optional<String> begun = read(folder);
    if (begun.isPresent()) {
      throw new StoreOpenException(
          "The folder %s has an unfinished copy of: %s. Run the same 'etagere copy' again, it goes on; or remove the folder."
              .formatted(folder.path(), begun.get()),
          null);
    }
  }

  /** Marks the folder, durably. */
  public static void set(StoreFolder folder, String from) throws IOException {
    Path file = file(folder);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, from, StandardCharsets.UTF_8);
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    folder.sync();
  }

  /** Takes the mark away, durably. */
  public static void clear(StoreFolder folder) throws IOException {
    Files.deleteIfExists(file(folder));
    folder.sync();
  }
}
