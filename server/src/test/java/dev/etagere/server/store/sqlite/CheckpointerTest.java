package dev.etagere.server.store.sqlite;

import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.live;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.store.sqlite.folder.Connections;
import dev.etagere.server.store.sqlite.folder.StoreFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CheckpointerTest {
  /**
   * Four fifths of what the log may hold: enough for the checkpointer, too little for the writer.
   */
  private static final int BYTES = Connections.LOG_PAGES / 5 * 4 * StoreFolder.PAGE_SIZE;

  @TempDir Path folder;

  @Test
  void log_beforeItIsFull_isInTheDatabase_whileTheStoreIsOpen() throws Exception {
    int documents = 256;
    Content content = Content.ofUtf8("{\"pad\":\"" + "x".repeat(BYTES / documents) + "\"}");
    try (SqliteStore store = SqliteStore.open(folder, Set.of(NOTES), Settings.TEMPORARY)) {
      for (int i = 0; i < documents; i++) {
        store.insert(NOTES, live("n" + i, content));
      }

      await(BYTES / 2);

      assertThat(store.find(NOTES, new ResourceId("n0"))).contains(live("n0", content));
    }
  }

  @Test
  void log_afterAnAttemptThatFailed_isMovedByALaterOne() throws Exception {
    Connections connections = new Connections(database(), false);
    AtomicInteger attempts = new AtomicInteger();
    Checkpointer.Opener failsAtFirst =
        () -> {
          if (attempts.incrementAndGet() == 1) {
            throw new SQLException("made for this test");
          }
          return connections.writer();
        };
    try (Connection writer = connections.creator();
        Statement statement = writer.createStatement();
        Checkpointer checkpointer = Checkpointer.start(failsAtFirst)) {
      statement.execute("CREATE TABLE t(b BLOB)");
      statement.execute("INSERT INTO t VALUES (zeroblob(" + BYTES + "))");
      while (Files.size(database()) < BYTES) {
        checkpointer.committed();
      }
    }
    assertThat(attempts).hasValue(2);
  }

  private Path database() {
    return new StoreFolder(folder).database();
  }

  private void await(long bytes) throws IOException {
    while (Files.size(database()) < bytes) {
      Thread.onSpinWait();
    }
  }
}
