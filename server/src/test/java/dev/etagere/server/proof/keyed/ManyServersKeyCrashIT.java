package dev.etagere.server.proof.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.proof.ServerProcess;
import dev.etagere.server.proof.process.Archive;
import dev.etagere.server.proof.process.MongoProcess;
import dev.etagere.server.proof.process.Relay;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three servers on one store, one of which is killed again and again, while the other two go on.
 * Each attempt of a client goes to the next server, so that a repeat meets one that never saw the
 * first.
 */
@Timeout(900)
class ManyServersKeyCrashIT {
  private static final int SERVERS = 3;
  private static final int ROUNDS = 30;
  private static final int CLIENTS = 10;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private final long seed = new Random().nextLong();
  private final Tally tally = new Tally("three servers");

  @AfterEach
  void print() {
    System.out.printf("keyed requests and kills of one of three, seed %d%n  %s%n", seed, tally);
  }

  @Test
  void keyedRequests_oneOfThreeServersKilled_haveOneEffectAndOneAnswer() throws Exception {
    File log = folder.resolve("log").toFile();
    try (MongoProcess database = MongoProcess.start(log);
        Relay relay = new Relay(database.port())) {
      List<String> arguments = arguments(relay.port());
      Archive archive =
          Archive.make(List.of(), arguments, Files.createDirectory(folder.resolve("archive")), log);
      Ground ground = new Several(new Networked(archive, arguments, relay));
      new Lane("many", ground, tally, ROUNDS, CLIENTS, seed).call();
    }
    tally.assertNoFault();
    assertThat(tally.get(Tally.Of.ROUNDS)).isEqualTo(ROUNDS);
    assertThat(tally.get(Tally.Of.REPEATS_DONE_BEFORE)).as("lost answers").isPositive();
  }

  private static List<String> arguments(int port) {
    return List.of(
        "--mongo-uri",
        "mongodb://127.0.0.1:" + port,
        "--collection",
        "notes",
        "--collection",
        "orders");
  }

  /** The same ground under several servers. */
  private record Several(Networked one) implements Ground {
    @Override
    public int servers() {
      return SERVERS;
    }

    @Override
    public ServerProcess startServer() throws Exception {
      return one.startServer();
    }

    @Override
    public Moment nextMoment(Random random) {
      return one.nextMoment(random);
    }

    @Override
    public void calm() {
      one.calm();
    }
  }
}
