package dev.etagere.server.proof.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.proof.ServerProcess;
import dev.etagere.server.proof.process.Archive;
import dev.etagere.server.proof.process.FerretProcess;
import dev.etagere.server.proof.process.FerretTestServer;
import dev.etagere.server.proof.process.NeedsFerretDb;
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
 * The database is killed too. One client only: FerretDB loses updates of writers that meet, which
 * is why Etagere refuses it elsewhere, and not what this is about.
 */
@Timeout(900)
@NeedsFerretDb
class FerretKeyCrashIT {
  private static final int ROUNDS = 20;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private final long seed = new Random().nextLong();
  private final Tally tally = new Tally("FerretDB");

  @AfterEach
  void print() {
    System.out.printf("keyed requests and kills of either, seed %d%n  %s%n", seed, tally);
  }

  @Test
  void keyedRequests_serverAndDatabaseKilled_haveOneEffectAndOneAnswer() throws Exception {
    File log = folder.resolve("log").toFile();
    try (FerretProcess ferret =
            new FerretProcess(
                FerretTestServer.program(),
                Files.createDirectory(folder.resolve("ferret")),
                folder.resolve("ferret.log").toFile());
        Relay relay = new Relay(ferret.port())) {
      List<String> arguments = arguments(relay.port());
      Archive archive =
          Archive.make(
              List.of("-Detagere.dangerous.allowLostUpdates=true"),
              arguments,
              Files.createDirectory(folder.resolve("archive")),
              log);
      Networked server = new Networked(archive, arguments, relay);
      new Lane("ferret", new Both(server, ferret), tally, ROUNDS, 1, seed).call();
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

  /** Kills the server, the database, or both. */
  private record Both(Networked server, FerretProcess database) implements Ground {
    @Override
    public ServerProcess startServer() throws Exception {
      return server.startServer();
    }

    @Override
    public Moment nextMoment(Random random) {
      return server.nextMoment(random);
    }

    @Override
    public void calm() {
      server.calm();
    }

    @Override
    public List<ServerProcess> kill(List<ServerProcess> running, Random random) throws Exception {
      int victims = random.nextInt(3);
      if (victims != 0) {
        database.kill();
        database.start();
      }
      if (victims != 1) {
        return server.kill(running, random);
      }
      return running;
    }
  }
}
