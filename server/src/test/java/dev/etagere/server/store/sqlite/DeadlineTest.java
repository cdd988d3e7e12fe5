package dev.etagere.server.store.sqlite;

import static dev.etagere.server.store.StoreFixtures.NOTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.etagere.server.store.CallDeadline;
import dev.etagere.server.store.StoreUnavailableException;
import dev.etagere.server.store.UnknownOutcomeException;
import dev.etagere.server.store.sqlite.folder.Connections;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is still going on when the time of its request is over. */
@Timeout(60)
class DeadlineTest {
  private static final String ENDLESS =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";

  @TempDir Path folder;

  @BeforeEach
  void limit() {
    CallDeadline.of(System.nanoTime(), Duration.ofSeconds(1)).set();
  }

  @AfterEach
  void clear() {
    CallDeadline.clear();
  }

  @Test
  void read_thatWouldNotEnd_isBrokenOff() throws Exception {
    Connections connections = new Connections(folder.resolve("db"), false);
    connections.creator().close();
    Connection connection = connections.reader();
    try (Reader reader = new Reader(connection);
        Statement statement = connection.createStatement()) {
      reader.endWithin(CallDeadline.leftNanos(Duration.ofDays(1)));

      assertThatThrownBy(
              () -> {
                try (ResultSet row = statement.executeQuery(ENDLESS)) {
                  row.next();
                }
              })
          .hasMessageContaining("SQLITE_INTERRUPT");

      reader.endWithin(TimeUnit.MINUTES.toNanos(1));
      try (ResultSet row = statement.executeQuery("SELECT 1")) {
        assertThat(row.next()).isTrue();
      }
    }
  }

  @Test
  void read_brokenOff_isUnavailableAndTheNextOneReads() throws Exception {
    Connections connections = new Connections(folder.resolve("db"), false);
    connections.creator().close();
    try (ReaderPool pool = ReaderPool.open(connections, 2)) {
      assertThatThrownBy(
              () ->
                  pool.read(
                      () -> "a page",
                      reader -> {
                        throw new java.sql.SQLException("[SQLITE_INTERRUPT]", "", 9);
                      }))
          .isInstanceOf(StoreUnavailableException.class);
      assertThat(pool.<String>read(() -> "one", reader -> "read")).isEqualTo("read");
    }
  }

  @Test
  void write_begunAndStuck_isUnknown() {
    try (SqliteStore store = SqliteStore.temporary(Set.of(NOTES))) {
      CountDownLatch end = new CountDownLatch(1);

      assertThatThrownBy(
              () ->
                  store.write(
                      () -> "a write",
                      session -> {
                        Uninterruptibles.awaitUninterruptibly(end);
                        return 0;
                      }))
          .isInstanceOf(UnknownOutcomeException.class);
      end.countDown();
    }
  }

  @Test
  void write_stillWaiting_isNotDone() {
    try (SqliteStore store = SqliteStore.temporary(Set.of(NOTES));
        HeldWriter held = HeldWriter.hold(store)) {
      assertThatThrownBy(
              () ->
                  store.write(
                      () -> "a write",
                      session -> {
                        throw new AssertionError("it was withdrawn");
                      }))
          .isInstanceOf(StoreUnavailableException.class);
      held.release();
    }
  }
}
