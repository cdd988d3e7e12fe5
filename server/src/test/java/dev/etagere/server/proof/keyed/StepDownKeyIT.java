package dev.etagere.server.proof.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.proof.ServerProcess;
import dev.etagere.server.proof.process.Archive;
import dev.etagere.server.store.mongo.NeedsDocker;
import dev.etagere.server.store.mongo.ThreeMembers;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The primary of a real replica set steps down again and again while clients write. */
@Timeout(900)
@ExtendWith(NeedsDocker.class)
class StepDownKeyIT {
  private static final int ROUNDS = 5;
  private static final int CLIENTS = 8;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private final long seed = new Random().nextLong();
  private final Tally tally = new Tally("replica set");

  @AfterEach
  void print() {
    System.out.printf("keyed requests and steps down, seed %d%n  %s%n", seed, tally);
  }

  @Test
  void keyedRequests_primaryStepsDown_haveOneEffectAndOneAnswer() throws Exception {
    File log = folder.resolve("log").toFile();
    try (ThreeMembers members = ThreeMembers.start()) {
      List<String> arguments =
          List.of("--mongo-uri", members.uri(), "--collection", "notes", "--collection", "orders");
      Archive archive =
          Archive.make(List.of(), arguments, Files.createDirectory(folder.resolve("archive")), log);
      Ground ground = new SteppingDown(members, archive, arguments);
      new Lane("set", ground, tally, ROUNDS, CLIENTS, seed).call();
    }
    tally.assertNoFault();
    assertThat(tally.get(Tally.Of.ROUNDS)).isEqualTo(ROUNDS);
  }

  /** Every server lives on: it is the database that changes under it. */
  private record SteppingDown(ThreeMembers members, Archive archive, List<String> arguments)
      implements Ground {
    @Override
    public ServerProcess startServer() throws Exception {
      return archive.start(arguments);
    }

    @Override
    public List<ServerProcess> kill(List<ServerProcess> running, Random random) {
      members.stepDown();
      return running;
    }
  }
}
