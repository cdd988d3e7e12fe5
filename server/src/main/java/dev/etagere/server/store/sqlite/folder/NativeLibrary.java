package dev.etagere.server.store.sqlite.folder;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.etagere.server.store.StoreOpenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite itself, which the driver extracts to the temporary folder. It removes the file only when
 * the JVM ends in order: each kill would leave a megabyte behind, which nobody clears away.
 */
public final class NativeLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);
  private static final String FOLDER_PROPERTY = "org.sqlite.tmpdir";

  private NativeLibrary() {}

  /**
   * Loads the library, if that has not happened yet, and removes the extracted file at once: what
   * is loaded stays so.
   *
   * @throws StoreOpenException if that is impossible
   */
  public static synchronized void load() {
    Optional<String> configured = Optional.ofNullable(System.getProperty(FOLDER_PROPERTY));
    String parent = configured.orElse(System.getProperty("java.io.tmpdir", "."));
    @Nullable Path own = null;
    try {
      own = Files.createTempDirectory(Path.of(parent), "etagere-sqlite");
      // The driver takes the folder from here, and from nowhere else.
      System.setProperty(FOLDER_PROPERTY, own.toString());
      SQLiteJDBCLoader.initialize();
    } catch (Exception | LinkageError e) {
      throw new StoreOpenException(
          "SQLite's native library cannot be loaded from the temporary folder "
              + parent
              + " ("
              + e.getMessage()
              + "). The folder must exist, be writable, and not be mounted noexec: name another"
              + " one with -Dorg.sqlite.tmpdir=FOLDER, or the folder of an extracted library with"
              + " -Dorg.sqlite.lib.path=FOLDER.",
          e);
    } finally {
      configured.ifPresentOrElse(
          folder -> System.setProperty(FOLDER_PROPERTY, folder),
          () -> System.clearProperty(FOLDER_PROPERTY));
      remove(own);
    }
  }

  private static void remove(@Nullable Path folder) {
    try {
      if (folder != null) {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (IOException e) {
      // Windows keeps the file of a loaded library; the driver removes it when the JVM ends.
      LOG.debug("The folder {} could not be removed", folder, e);
    }
  }
}
