package dev.etagere.server.store.sqlite.archive;

import dev.etagere.server.store.StoreOpenException;
import dev.etagere.server.store.sqlite.folder.CommitCounter;
import dev.etagere.server.store.sqlite.folder.StoreFolder;
import dev.etagere.server.store.sqlite.folder.StoreLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts a backup where a server will find it. */
public final class Restore {
  private Restore() {}

  /**
   * Makes a store of a backup: wholly, or not at all.
   *
   * @param file a backup
   * @param folder in which no store is yet; made if it is missing
   * @return what was restored
   * @throws ArchiveException if the backup is not sound or of a newer Etagere, or the folder has
   *     data or cannot be written; nothing was changed then
   * @throws StoreOpenException if a server runs on the folder, or it cannot be written
   */
  public static Report into(Path file, Path folder) {
    StoreFolder store = new StoreFolder(folder.toAbsolutePath());
    refuseData(store);
    Report inFile = sound(file, Verification.ofFile(file));
    boolean made = !Files.exists(store.path());
    store.create();
    StoreLock lock = StoreLock.acquire(store);
    boolean done = false;
    try {
      // Again, now that nobody else can have the folder.
      refuseData(store);
      Report restored = put(file, store, inFile);
      done = true;
      return restored;
    } catch (IOException e) {
      throw new ArchiveException(
          "The folder "
              + store.path()
              + " could not be written: "
              + e
              + ". It has no store. Make room, or name another folder.",
          e);
    } finally {
      lock.close();
      if (made && !done) {
        removeQuietly(store.path());
      }
    }
  }

  private static Report put(Path file, StoreFolder store, Report inFile) throws IOException {
    Path partial = store.path().resolve("etagere.db.restored");
    try {
      Files.deleteIfExists(partial);
      Files.copy(file, partial);
      // The copy is what will be served, so it is the copy that must be sound.
      Report report = sound(file, Verification.ofFile(partial));
      if (!report.equals(inFile)) {
        throw new ArchiveException(file + " was changed while it was read. Try again.", null);
      }
      Pages.sync(partial);
      // A log of an earlier database would be taken for this one's, and mixed into it.
      Files.deleteIfExists(store.wal());
      Pages.rename(partial, store.database());
      CommitCounter.open(store, report.sequence()).close();
      store.sync();
      return report;
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static Report sound(Path file, Report report) {
    if (report.isSound()) {
      return report;
    }
    throw new ArchiveException(
        file
            + " is no sound backup, and nothing was restored. "
            + report.findings().size()
            + " findings:\n  "
            + String.join("\n  ", report.findings()),
        null);
  }

  private static void refuseData(StoreFolder store) {
    for (Path path : new Path[] {store.database(), store.wal(), store.counter()}) {
      if (Files.exists(path)) {
        throw new ArchiveException(
            "The folder "
                + store.path()
                + " has data already ("
                + path.getFileName()
                + "), and a restore never replaces anything. Name another folder, or move this one"
                + " away.",
            null);
      }
    }
  }

  private static void removeQuietly(Path folder) {
    try {
      Pages.remove(folder);
    } catch (IOException e) {
      // An empty folder is no harm; the failure that led here is the one to report.
      return;
    }
  }
}
