package dev.etagere.server.proof.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.proof.process.Archive;
import dev.etagere.server.proof.process.MongoProcess;
import dev.etagere.server.proof.process.Relay;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A crash anywhere, followed by the same request under the same key, gives one effect and one
 * answer. Several lanes at the same time, since the start of a server keeps one processor busy.
 */
@Timeout(1800)
class KeyCrashIT {
  private static final int LANES = 2;
  private static final int ROUNDS = 50;
  private static final int CLIENTS = 8;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final Tally sqlite = new Tally("SQLite");
  private final Tally mongo = new Tally("MongoDB's protocol");

  @AfterEach
  void print() {
    System.out.printf("keyed requests and kills, seed %d%n  %s%n  %s%n", seed, sqlite, mongo);
  }

  @Test
  void keyedRequests_serverKilledTwoHundredTimes_haveOneEffectAndOneAnswer() throws Exception {
    List<Relay> relays = new ArrayList<>();
    try (MongoProcess database = MongoProcess.start(log())) {
      List<Lane> lanes = new ArrayList<>();
      Archive embedded = archive(embedded("archive-sqlite"));
      Archive networked = archive(networked(database.port(), "archive"));
      for (int i = 0; i < LANES; i++) {
        String name = "lane" + i;
        lanes.add(lane(name, () -> embedded.start(embedded(name)), sqlite));
        Relay relay = new Relay(database.port());
        relays.add(relay);
        lanes.add(
            lane(name, new Networked(networked, networked(relay.port(), name), relay), mongo));
      }
      run(lanes);
    } finally {
      for (Relay relay : relays) {
        relay.close();
      }
    }
    assertProven(sqlite);
    assertProven(mongo);
    assertThat(mongo.get(Tally.Of.UNAVAILABLE)).as("answers that a cut cost").isPositive();
  }

  private Lane lane(String name, Ground ground, Tally tally) {
    return new Lane(name, ground, tally, ROUNDS, CLIENTS, random.nextLong());
  }

  private static void run(List<Lane> lanes) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(lanes.size());
    try {
      for (Future<Void> lane : threads.invokeAll(lanes)) {
        lane.get();
      }
    } finally {
      threads.shutdownNow();
      assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).as("all servers ended").isTrue();
    }
  }

  private static void assertProven(Tally tally) {
    tally.assertNoFault();
    assertThat(tally.get(Tally.Of.ROUNDS)).isEqualTo(LANES * ROUNDS);
    assertThat(tally.get(Tally.Of.REPEATS_DONE_BEFORE)).as("lost answers").isPositive();
  }

  private Archive archive(List<String> arguments) throws Exception {
    return Archive.make(List.of(), arguments, Files.createTempDirectory(folder, "archive"), log());
  }

  private List<String> embedded(String name) {
    return List.of(
        "--data",
        folder.resolve(name).toString(),
        "--collection",
        "notes",
        "--collection",
        "orders");
  }

  private static List<String> networked(int port, String database) {
    return List.of(
        "--mongo-uri",
        "mongodb://127.0.0.1:" + port,
        "--mongo-database",
        database,
        "--collection",
        "notes",
        "--collection",
        "orders");
  }

  private File log() {
    return folder.resolve("log").toFile();
  }
}
