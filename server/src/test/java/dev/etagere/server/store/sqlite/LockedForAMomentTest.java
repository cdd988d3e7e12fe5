package dev.etagere.server.store.sqlite;

import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.ONE;
import static dev.etagere.server.store.StoreFixtures.live;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.store.sqlite.folder.Connections;
import dev.etagere.server.store.sqlite.folder.StoreFolder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A reader that meets the header of the write-ahead log while it is being written takes the lock of
 * the writer for a moment, to look again.
 */
@Timeout(60)
class LockedForAMomentTest {
  @TempDir Path folder;

  @Test
  void write_whileTheLockIsHeldForAMoment_waitsForIt() throws Exception {
    try (SqliteStore store = SqliteStore.open(folder, Set.of(NOTES));
        Connection reader = new Connections(new StoreFolder(folder).database(), true).writer();
        Statement statement = reader.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      Future<Boolean> write =
          store.insertAsync(NOTES, live("a", ONE), Ledger.EMPTY).toCompletableFuture();
      awaitBegin(write);
      statement.execute("ROLLBACK");

      assertThat(write).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(true);
    }
  }

  /** Until the writer waits for the lock, or has failed. */
  private static void awaitBegin(Future<?> write) {
    while (!write.isDone() && !isBeginning()) {
      Thread.onSpinWait();
    }
  }

  private static boolean isBeginning() {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Stream::of)
        .anyMatch(
            frame ->
                frame.getClassName().equals(WriteSession.class.getName())
                    && frame.getMethodName().equals("begin"));
  }
}
