package dev.etagere.server.store.sqlite;

import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.ONE;
import static dev.etagere.server.store.StoreFixtures.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.store.DamagedResourceException;
import dev.etagere.server.store.Listed;
import dev.etagere.server.store.StoreException;
import dev.etagere.server.store.StoreFullException;
import dev.etagere.server.store.StoreUnavailableException;
import dev.etagere.server.store.UnknownOutcomeException;
import dev.etagere.server.store.sqlite.folder.CommitCounter;
import dev.etagere.server.store.sqlite.folder.Connections;
import dev.etagere.server.store.sqlite.folder.StoreFolder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

@Timeout(60)
class FailedCommitTest {
  private static final Content LARGE = Content.ofUtf8("{\"x\":\"" + "y".repeat(20_000) + "\"}");

  @TempDir Path folder;

  private final FaultyDisk disk = new FaultyDisk();

  @Test
  void commit_failedAndAFurtherOneSucceeded_isKnownNotToBeDone() {
    try (SqliteStore store = open()) {
      disk.failCommits(1);

      assertThatThrownBy(() -> store.insert(NOTES, live("a", ONE)))
          .isInstanceOf(StoreUnavailableException.class);
      assertThat(store.find(NOTES, new ResourceId("a"))).isEmpty();
      assertThat(store.insert(NOTES, live("a", ONE))).isTrue();
    }
    assertReopens("a");
  }

  @Test
  void commit_failedAndSoDidAFurtherOne_isUnknown() {
    try (SqliteStore store = open()) {
      disk.failCommits(2);

      assertThatThrownBy(() -> store.insert(NOTES, live("a", ONE)))
          .isInstanceOf(UnknownOutcomeException.class)
          .hasMessageContainingAll("'a'", "'notes'");
      assertThat(store.insert(NOTES, live("b", ONE))).isTrue();
    }
    assertReopens("b");
  }

  @Test
  void commit_failedButHappened_isUnknown() {
    try (SqliteStore store = open()) {
      disk.loseNextCommit();

      assertThatThrownBy(() -> store.insert(NOTES, live("a", ONE)))
          .isInstanceOf(UnknownOutcomeException.class);
      assertThat(store.find(NOTES, new ResourceId("a"))).isPresent();
      assertThat(store.insert(NOTES, live("b", ONE))).isTrue();
    }
    assertReopens("a", "b");
  }

  @Test
  void commit_noRoom_isFullAndNothingIsDone() {
    try (SqliteStore store = open()) {
      disk.failCommits(1, SQLiteErrorCode.SQLITE_FULL);

      assertThatThrownBy(() -> store.insert(NOTES, live("a", ONE)))
          .isInstanceOf(StoreFullException.class);
      assertThat(store.find(NOTES, new ResourceId("a"))).isEmpty();
    }
  }

  @Test
  void insert_diskFull_isFullUntilThereIsRoomAndLosesNothing() {
    List<String> acknowledged = new ArrayList<>();
    disk.limitTo(60);
    try (SqliteStore store = open()) {
      assertThatThrownBy(() -> insertUntilFull(store, acknowledged))
          .isInstanceOf(StoreFullException.class)
          .hasMessageContaining("no room");
      assertThat(acknowledged).isNotEmpty();
      assertThatThrownBy(() -> store.insert(NOTES, live("still", LARGE)))
          .isInstanceOf(StoreFullException.class);
      assertThat(store.find(NOTES, new ResourceId("still"))).isEmpty();

      disk.makeRoom();
      assertThat(store.insert(NOTES, live("room", LARGE))).isTrue();
      acknowledged.add("room");
    }
    assertReopens(acknowledged.toArray(String[]::new));
  }

  private static void insertUntilFull(SqliteStore store, List<String> acknowledged) {
    for (int i = 0; i < 100; i++) {
      store.insert(NOTES, live("d" + i, LARGE));
      acknowledged.add("d" + i);
    }
  }

  @Test
  void batch_diskFullInTheMiddle_commitsNeitherWhatCameBeforeNorAfter() throws Exception {
    try (SqliteStore store = open();
        HeldWriter held = HeldWriter.hold(store)) {
      Caller before = held.queue(() -> store.insert(NOTES, live("before", ONE)));
      Caller full =
          held.queue(
              () ->
                  store.write(
                      () -> "full",
                      session -> {
                        throw failure(SQLiteErrorCode.SQLITE_FULL);
                      }));
      Caller after = held.queue(() -> store.insert(NOTES, live("after", ONE)));
      held.release();

      for (Caller caller : List.of(before, full, after)) {
        assertThat(caller.failure()).isInstanceOf(StoreFullException.class);
      }
      assertThat(Listed.first(store, NOTES, 9)).isEmpty();
      assertThat(store.insert(NOTES, live("later", ONE))).isTrue();
    }
  }

  @Test
  void batch_oneMeetsADamagedPage_theOthersSucceed() throws Exception {
    try (SqliteStore store = open();
        HeldWriter held = HeldWriter.hold(store)) {
      Caller before = held.queue(() -> store.insert(NOTES, live("before", ONE)));
      Caller damaged =
          held.queue(
              () ->
                  store.write(
                      () -> "the damaged one",
                      session -> {
                        throw failure(SQLiteErrorCode.SQLITE_CORRUPT);
                      }));
      Caller after = held.queue(() -> store.insert(NOTES, live("after", ONE)));
      held.release();

      assertThat(before.failure()).isNull();
      assertThat(after.failure()).isNull();
      assertThat(damaged.failure())
          .isInstanceOf(DamagedResourceException.class)
          .hasMessageContaining("the damaged one");
    }
    assertReopens("before", "after");
  }

  @Test
  void batch_oneBreaksAConstraint_failsAlone() throws Exception {
    try (SqliteStore store = open();
        HeldWriter held = HeldWriter.hold(store)) {
      Caller breaking =
          held.queue(
              () ->
                  store.write(
                      () -> "breaking",
                      session -> {
                        throw failure(SQLiteErrorCode.SQLITE_CONSTRAINT);
                      }));
      Caller other = held.queue(() -> store.insert(NOTES, live("other", ONE)));
      held.release();

      assertThat(breaking.failure()).isExactlyInstanceOf(StoreException.class);
      assertThat(other.failure()).isNull();
    }
  }

  @Test
  void write_afterAStrangerWrote_isRefused() throws Exception {
    try (SqliteStore store = open();
        Connection stranger = new Connections(new StoreFolder(folder).database(), true).writer();
        Statement statement = stranger.createStatement()) {
      statement.executeUpdate("UPDATE meta SET v=v+7 WHERE k='seq'");

      assertThatThrownBy(() -> store.insert(NOTES, live("a", ONE)))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("somebody else");
    }
  }

  @Test
  void commit_counterCannotBeWritten_isUnknown() throws Exception {
    SqliteStore.open(folder, Set.of(NOTES)).close();
    StoreFolder where = new StoreFolder(folder);
    Connections connections = new Connections(where.database(), true);
    WriteSession session = new WriteSession(connections.writer());
    CommitCounter counter = CommitCounter.open(where, session.sequence());
    counter.close();
    try (BatchWriter writer =
        new BatchWriter(() -> new WriteSession(connections.writer()), session, counter)) {
      PendingWrite write = new PendingWrite(() -> "it", each -> 1);
      writer.write(List.of(write));

      assertThatThrownBy(write::await).isInstanceOf(UnknownOutcomeException.class);
    }
  }

  @Test
  void session_databaseLostCommitsWhileOpen_writesNoMore() throws Exception {
    SqliteStore.open(folder, Set.of(NOTES)).close();
    StoreFolder where = new StoreFolder(folder);
    Connections connections = new Connections(where.database(), true);
    try (CommitCounter counter = CommitCounter.open(where, 1_000);
        BatchWriter writer =
            new BatchWriter(
                () -> new WriteSession(connections.writer()),
                new WriteSession(connections.writer()),
                counter)) {
      PendingWrite failing =
          new PendingWrite(
              () -> "it",
              each -> {
                throw failure(SQLiteErrorCode.SQLITE_IOERR);
              });
      writer.write(List.of(failing));
      PendingWrite next = new PendingWrite(() -> "it", each -> 1);
      writer.write(List.of(next));

      assertThatThrownBy(next::await)
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("lost commits");
    }
  }

  private SqliteStore open() {
    return disk.open(folder, Set.of(NOTES));
  }

  private void assertReopens(String... ids) {
    try (SqliteStore store = SqliteStore.open(folder, Set.of(NOTES))) {
      assertThat(Listed.first(store, NOTES, 999))
          .extracting(live -> live.id().value())
          .containsExactlyInAnyOrder(ids);
    }
  }

  private static SQLiteException failure(SQLiteErrorCode code) {
    return new SQLiteException("made for this test", code);
  }
}
