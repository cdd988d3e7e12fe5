package dev.etagere.server.store.mongo;

import static dev.etagere.server.store.StoreFixtures.INCARNATION;
import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.ONE;
import static dev.etagere.server.store.StoreFixtures.T0;
import static dev.etagere.server.store.StoreFixtures.TWO;
import static dev.etagere.server.store.StoreFixtures.delete;
import static dev.etagere.server.store.StoreFixtures.live;
import static dev.etagere.server.store.StoreFixtures.recreate;
import static dev.etagere.server.store.StoreFixtures.replace;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.ledger.LedgerBounds;
import dev.etagere.server.ledger.LedgerChange;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.Version;
import dev.etagere.server.store.CallComment;
import dev.etagere.server.store.LedgerContract;
import dev.etagere.server.store.Listed;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many commands each call costs, and what is in them. */
final class MongoStoreCommandsTest {
  private static final ResourceId A = new ResourceId("a");
  private static final Version V1 = Version.first(INCARNATION);

  private static MongoTestServer server;

  private final Queue<BsonDocument> commands = new ConcurrentLinkedQueue<>();
  private MongoStore store;

  @BeforeAll
  static void startServer() {
    server = MongoTestServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void open() {
    CommandListener recorder =
        new CommandListener() {
          @Override
          public void commandStarted(CommandStartedEvent event) {
            commands.add(event.getCommand().clone());
          }
        };
    store = MongoStore.open(server.uri(), server.newDatabase(), Set.of(NOTES), List.of(recorder));
    commands.clear();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void insertAndFind_costOneCommandEach() {
    store.insert(NOTES, live("a", ONE));
    store.insert(NOTES, live("a", ONE));
    store.find(NOTES, A);
    store.find(NOTES, new ResourceId("none"));

    assertThat(names()).containsExactly("insert", "insert", "find", "find");
  }

  @Test
  void compareAndSet_costsOneUpdate_appliedOrNot() {
    store.insert(NOTES, live("a", ONE));
    commands.clear();

    store.compareAndSet(NOTES, A, V1, replace(TWO));
    store.compareAndSet(NOTES, A, V1, replace(TWO));
    store.compareAndSet(NOTES, A, V1.next(), delete());
    store.compareAndSet(NOTES, A, V1.next().next(), recreate(ONE, 5));

    assertThat(names()).containsExactly("update", "update", "update", "update");
  }

  @Test
  void list_costsTwoCommands_fullOrNot() {
    for (int i = 100; i < 400; i++) {
      store.insert(NOTES, live("id" + i, ONE));
    }
    commands.clear();

    assertThat(Listed.first(store, NOTES, 100)).hasSize(100);
    assertThat(Listed.beyond(store, NOTES, new ResourceId("id349"), 100)).hasSize(50);

    assertThat(names()).containsExactly("find", "find", "find", "find");
  }

  @Test
  void purge_costsOneCommandWhenIdle_andOneMoreToRemove() {
    store.insert(NOTES, live("a", ONE));
    store.purge(NOTES, T0, 10);
    store.compareAndSet(NOTES, A, V1, delete());
    commands.clear();

    assertThat(store.purge(NOTES, T0, 10)).isZero();
    assertThat(store.purge(NOTES, T0.plus(Duration.ofDays(1)), 10)).isEqualTo(1);

    assertThat(names()).containsExactly("find", "find", "delete");
  }

  @Test
  void write_asksForAMajorityAndTheJournal() {
    store.insert(NOTES, live("a", ONE));

    assertThat(commands.element().getDocument("writeConcern"))
        .isEqualTo(BsonDocument.parse("{\"w\":\"majority\",\"j\":true}"));
  }

  @Test
  void find_asksForWhatAMajorityHas_withoutMirrorAndLedger() {
    store.find(NOTES, A);

    assertThat(commands.element().getDocument("readConcern"))
        .isEqualTo(BsonDocument.parse("{\"level\":\"majority\"}"));
    assertThat(commands.element().getDocument("projection"))
        .isEqualTo(BsonDocument.parse("{\"body\":0,\"keys\":0,\"ledger\":0,\"origin\":0}"));
  }

  @Test
  void ledgers_costNoFurtherCommand_andOneEntryIsSentWhereNoneFallsOut() {
    LedgerBounds two = new LedgerBounds(2, Duration.ZERO);
    Ledger first = Ledger.EMPTY.with(LedgerContract.entry(1), two);
    Ledger second = first.with(LedgerContract.entry(2), two);
    Ledger third = second.with(LedgerContract.entry(3), two);

    store.insert(NOTES, live("a", ONE));
    store.recall(NOTES, A);
    store.compareAndSet(NOTES, A, V1, replace(TWO), new LedgerChange(Ledger.EMPTY, first));
    store.remember(NOTES, A, V1.next(), new LedgerChange(first, second));
    store.remember(NOTES, A, V1.next(), new LedgerChange(second, third));

    assertThat(names()).containsExactly("insert", "find", "update", "update", "update");
    assertThat(store.recall(NOTES, A).orElseThrow().ledger()).isEqualTo(third);
    assertThat(commands.stream().map(BsonDocument::toJson).map(json -> json.contains("$push")))
        .startsWith(false, false, true, true, false);
  }

  @Test
  void calls_ofARecordedTrace_carryItAsTheirComment_andOthersNone() {
    CallComment.set("00-trace");
    try {
      store.insert(NOTES, live("a", ONE));
      store.find(NOTES, A);
      store.compareAndSet(NOTES, A, V1, replace(TWO));
      Listed.first(store, NOTES, 1);
    } finally {
      CallComment.clear();
    }
    assertThat(commands)
        .hasSize(5)
        .allSatisfy(
            command -> assertThat(command.getString("comment").getValue()).isEqualTo("00-trace"));
    commands.clear();

    store.find(NOTES, A);

    assertThat(commands).hasSize(1).noneMatch(command -> command.containsKey("comment"));
  }

  private List<String> names() {
    return commands.stream().map(BsonDocument::getFirstKey).toList();
  }
}
