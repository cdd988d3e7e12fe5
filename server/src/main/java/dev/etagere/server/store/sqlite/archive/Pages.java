package dev.etagere.server.store.sqlite.archive;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.DB.ProgressObserver;

/** Copies databases page by page, and makes files durable. */
final class Pages {
  /** All in one step, so in one snapshot: a copy in several begins anew after every commit. */
  private static final int ALL = -1;

  private static final ProgressObserver NOBODY = (remaining, pages) -> {};

  private Pages() {}

  /**
   * Copies what the connection sees at this moment, while others may write. Pages and not rows:
   * what is damaged is copied as it is, for the check of the copy to find.
   */
  static void copy(Connection from, Path to) throws SQLException {
    int code =
        from.unwrap(SQLiteConnection.class)
            .getDatabase()
            .backup("main", to.toString(), NOBODY, 0, 0, ALL);
    if (code != 0) {
      throw new SQLException("SQLite's backup ended with code " + code, "", code);
    }
  }

  /** Makes what was written to a file, and its name, durable. */
  static void sync(Path file) throws IOException {
    for (Path path : new Path[] {file, parent(file)}) {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Gives a file its name, unless something has it already. */
  static void rename(Path from, Path to) throws IOException {
    try {
      // Unlike a rename it never takes the place of a file that appeared meanwhile.
      Files.createLink(to, from);
      Files.delete(from);
    } catch (UnsupportedOperationException e) {
      Files.move(from, to);
    }
  }

  static Path parent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
