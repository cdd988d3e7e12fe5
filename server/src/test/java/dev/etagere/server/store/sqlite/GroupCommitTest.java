package dev.etagere.server.store.sqlite;

import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.ONE;
import static dev.etagere.server.store.StoreFixtures.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.store.Listed;
import dev.etagere.server.store.StoreUnavailableException;
import dev.etagere.server.store.UnknownOutcomeException;
import dev.etagere.server.store.sqlite.folder.CommitCounter;
import dev.etagere.server.store.sqlite.folder.StoreFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GroupCommitTest {
  private static final ResourceId A = new ResourceId("a");
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void writes_thatWaitTogether_shareOneCommit() throws Exception {
    try (SqliteStore store = open();
        HeldWriter held = HeldWriter.hold(store)) {
      long before = commits();
      List<Caller> callers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String id = "n" + i;
        callers.add(held.queue(() -> store.insert(NOTES, live(id, ONE))));
      }
      held.release();
      for (Caller caller : callers) {
        assertThat(caller.failure()).isNull();
      }
      assertThat(Listed.first(store, NOTES, 99)).hasSize(20);
      assertThat(commits()).isEqualTo(before + 1);
    }
  }

  @Test
  void write_thatChangesNothing_isNoCommit() {
    try (SqliteStore store = open()) {
      store.insert(NOTES, live("a", ONE));
      long before = commits();

      assertThat(store.insert(NOTES, live("a", ONE))).isFalse();

      assertThat(commits()).isEqualTo(before);
    }
  }

  @Test
  void interrupt_whileQueued_withdrawsTheWrite() throws Exception {
    try (SqliteStore store = open();
        HeldWriter held = HeldWriter.hold(store)) {
      Caller caller = held.queue(() -> store.insert(NOTES, live("a", ONE)));
      caller.interrupt();

      assertThat(caller.failure()).isInstanceOf(StoreUnavailableException.class);
      assertThat(caller.wasInterrupted()).isTrue();
      held.release();
      assertThat(store.insert(NOTES, live("b", ONE))).isTrue();
      assertThat(store.find(NOTES, A)).isEmpty();
    }
  }

  @Test
  void interrupt_whileWritten_isUnknown() throws Exception {
    try (SqliteStore store = open();
        HeldWriter held = HeldWriter.hold(store)) {
      held.holder().awaitWaiting();
      held.holder().interrupt();

      assertThat(held.holder().failure())
          .isInstanceOf(UnknownOutcomeException.class)
          .hasMessageContaining("the holder");
      assertThat(held.holder().wasInterrupted()).isTrue();
    }
  }

  @Test
  void interruptedThread_writesNothing() {
    try (SqliteStore store = open()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> store.insert(NOTES, live("a", ONE)))
          .isInstanceOf(StoreUnavailableException.class);
      assertThat(Thread.interrupted()).isTrue();

      assertThat(store.find(NOTES, A)).isEmpty();
    }
  }

  @Test
  void close_writesWaiting_areWrittenFirst() throws Exception {
    SqliteStore store = open();
    try (HeldWriter held = HeldWriter.hold(store)) {
      Caller writing = held.queue(() -> store.insert(NOTES, live("a", ONE)));
      Caller closing =
          held.queue(
              () -> {
                store.close();
                return true;
              });
      held.release();

      assertThat(writing.failure()).isNull();
      assertThat(closing.failure()).isNull();
    }
    try (SqliteStore again = open()) {
      assertThat(again.find(NOTES, A)).isPresent();
    }
  }

  @Test
  void operation_thatThrows_failsAloneAndTheWriterGoesOn() {
    try (SqliteStore store = open()) {
      assertThatThrownBy(
              () ->
                  store.write(
                      () -> "broken",
                      session -> {
                        throw new IllegalStateException("a fault of ours");
                      }))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(
              () ->
                  store.write(
                      () -> "worse",
                      session -> {
                        throw new AssertionError("an error");
                      }))
          .isInstanceOf(StoreUnavailableException.class);

      assertThat(store.insert(NOTES, live("a", ONE))).isTrue();
    }
  }

  @Test
  void asyncWrites_fromOneThread_shareOneCommit() {
    try (SqliteStore store = open();
        HeldWriter held = HeldWriter.hold(store)) {
      long before = commits();
      List<CompletionStage<Boolean>> writes = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        writes.add(store.insertAsync(NOTES, live("n" + i, ONE), Ledger.EMPTY));
      }
      held.release();
      for (CompletionStage<Boolean> write : writes) {
        assertThat(write).succeedsWithin(LONG).isEqualTo(true);
      }
      assertThat(commits()).isEqualTo(before + 1);
    }
  }

  @Test
  void asyncWrite_thatTooManyWaitBefore_isRefusedAtOnce() {
    try (SqliteStore store = open();
        HeldWriter held = HeldWriter.hold(store)) {
      int taken = 0;
      CompletionStage<Integer> write = nothing(store);
      while (!write.toCompletableFuture().isDone()) {
        taken++;
        write = nothing(store);
      }
      assertThat(write)
          .failsWithin(LONG)
          .withThrowableThat()
          .havingRootCause()
          .isInstanceOf(StoreUnavailableException.class)
          .withMessageContaining("Too many");
      assertThat(store.waitingWrites()).isEqualTo(taken);
      held.release();
      assertThat(store.insert(NOTES, live("a", ONE))).isTrue();
    }
  }

  private static CompletionStage<Integer> nothing(SqliteStore store) {
    return store.writeAsync(() -> "nothing", session -> 0, LONG);
  }

  @Test
  void asyncWrite_thatHasWaitedTooLong_isNotBegun() {
    try (SqliteStore store = open();
        HeldWriter held = HeldWriter.hold(store)) {
      AtomicBoolean begun = new AtomicBoolean();
      CompletionStage<Integer> write =
          store.writeAsync(
              () -> "this",
              session -> {
                begun.set(true);
                return 0;
              },
              Duration.ZERO);
      held.release();

      assertThat(write)
          .failsWithin(LONG)
          .withThrowableThat()
          .havingRootCause()
          .isInstanceOf(StoreUnavailableException.class)
          .withMessageContaining("this");
      assertThat(begun).isFalse();
    }
  }

  @Test
  void close_asyncWritesWaiting_areWrittenFirstAndLaterOnesRefused() throws Exception {
    SqliteStore store = open();
    try (HeldWriter held = HeldWriter.hold(store)) {
      CompletionStage<Boolean> waiting = store.insertAsync(NOTES, live("a", ONE), Ledger.EMPTY);
      Caller closing =
          held.queue(
              () -> {
                store.close();
                return true;
              });
      // Its thread also waits for others on its way; the end of the queue is the second in it.
      long end = System.nanoTime() + LONG.toNanos();
      while (store.waitingWrites() < 2) {
        assertThat(System.nanoTime()).isLessThan(end);
        Thread.onSpinWait();
      }
      CompletionStage<Boolean> late = store.insertAsync(NOTES, live("b", ONE), Ledger.EMPTY);
      held.release();

      assertThat(closing.failure()).isNull();
      assertThat(waiting).succeedsWithin(LONG).isEqualTo(true);
      assertThat(late)
          .failsWithin(LONG)
          .withThrowableThat()
          .havingRootCause()
          .isInstanceOf(StoreUnavailableException.class);
    }
    try (SqliteStore again = open()) {
      assertThat(again.find(NOTES, A)).isPresent();
      assertThat(again.find(NOTES, new ResourceId("b"))).isEmpty();
    }
  }

  @Test
  void write_onTheWritersOwnThread_isRefusedInsteadOfWaitingForEver() {
    try (SqliteStore store = open();
        HeldWriter held = HeldWriter.hold(store)) {
      CompletionStage<Boolean> both =
          store
              .insertAsync(NOTES, live("a", ONE), Ledger.EMPTY)
              .thenApply(done -> store.insert(NOTES, live("b", ONE)));
      held.release();

      assertThat(both)
          .failsWithin(LONG)
          .withThrowableThat()
          .havingRootCause()
          .isInstanceOf(IllegalStateException.class);
    }
  }

  private SqliteStore open() {
    return SqliteStore.open(folder, Set.of(NOTES));
  }

  private long commits() {
    OptionalLong counted = CommitCounter.read(new StoreFolder(folder));
    return counted.orElseThrow();
  }
}
