package dev.etagere.server.store.sqlite.archive;

import dev.etagere.server.store.sqlite.DatabaseForm;
import dev.etagere.server.store.sqlite.folder.CommitCounter;
import dev.etagere.server.store.sqlite.folder.Connections;
import dev.etagere.server.store.sqlite.folder.CopyMark;
import dev.etagere.server.store.sqlite.folder.NativeLibrary;
import dev.etagere.server.store.sqlite.folder.StoreFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Copies a store into one file, at one moment, while a server may go on writing. */
public final class Backup {
  private Backup() {}

  /**
   * Copies everything that was acknowledged before the call, and verifies the copy. The file
   * appears when it is complete, sound and durable, never before.
   *
   * @param folder of the store; a server may be running on it, in this process or another
   * @param file nothing must have this name yet; only this user will be able to read it
   * @return what is in the backup
   * @throws ArchiveException if there is no store, the file exists or cannot be written, or what
   *     the store has is damaged; there is no file of that name then
   * @throws dev.etagere.server.store.StoreOpenException if the store as a whole cannot be read
   */
  public static Report take(Path folder, Path file) {
    StoreFolder store = new StoreFolder(folder.toAbsolutePath());
    if (!Files.isRegularFile(store.database())) {
      throw new ArchiveException(
          "There is no store in the folder " + store.path() + ". Name it with --data.", null);
    }
    if (Files.exists(file)) {
      throw exists(file, null);
    }
    NativeLibrary.load();
    try {
      Path name = file.toAbsolutePath().getFileName();
      Path partial = Files.createTempFile(Pages.parent(file), "." + name + ".", ".partial");
      try {
        return copy(store, partial, file);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (FileAlreadyExistsException e) {
      throw exists(file, e);
    } catch (IOException | SQLException e) {
      throw new ArchiveException(
          "The backup "
              + file
              + " could not be made: "
              + e
              + ". Make sure that its folder exists, has room and can be written, and that this"
              + " user may read the store.",
          e);
    }
  }

  private static Report copy(StoreFolder store, Path partial, Path file)
      throws SQLException, IOException {
    CopyMark.refuse(store);
    // Read before the snapshot is, since a server may go on committing.
    long acknowledged = CommitCounter.read(store).orElse(0);
    // It never writes: one that does would tidy a damaged log away.
    try (Connection connection = new Connections(store.database(), true).inspector()) {
      DatabaseForm.require(connection, store, acknowledged);
      Pages.copy(connection, partial);
    }
    Report report = Verification.ofFile(partial);
    if (!report.isSound()) {
      Path damaged = file.resolveSibling(file.getFileName() + ".damaged");
      Files.deleteIfExists(damaged);
      Pages.rename(partial, damaged);
      throw new ArchiveException(
          "What the store has is damaged, so the copy is named "
              + damaged
              + " and is no backup. "
              + report.findings().size()
              + " findings:\n  "
              + String.join("\n  ", report.findings()),
          null);
    }
    Pages.sync(partial);
    Pages.rename(partial, file);
    Pages.sync(file);
    return report;
  }

  private static ArchiveException exists(Path file, @Nullable Exception e) {
    return new ArchiveException(
        file + " exists already, and a backup never replaces anything. Choose another name.", e);
  }
}
