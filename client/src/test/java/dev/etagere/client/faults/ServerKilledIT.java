package dev.etagere.client.faults;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.MongoServer;
import dev.etagere.client.testing.FaultPlan;
import dev.etagere.client.testing.FaultyProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed and started again while clients write through a bad network. */
@Timeout(900)
class ServerKilledIT {
  private static final int KILL_AFTER = 100;

  @TempDir Path folder;

  @Test
  void sqlite_killedAgainAndAgain_losesAndDoublesNothing() throws Exception {
    run("SQLite, kill -9", "--data", folder.resolve("data").toString());
  }

  @Test
  void mongo_killedAgainAndAgain_losesAndDoublesNothing() throws Exception {
    MongoServer mongo = MongoInMemory.server();
    try {
      run("MongoDB, kill -9", "--mongo-uri", mongo.bindAndGetConnectionString());
    } finally {
      mongo.shutdownNow();
    }
  }

  private void run(String title, String... store) throws Exception {
    FaultPlan plan = new FaultPlan(new Random().nextLong(), 0.1, Duration.ofMillis(20));
    try (KillableServer server = new KillableServer(folder, store);
        FaultyProxy proxy = new FaultyProxy(server.uri(), plan)) {
      Every killing =
          new Every(
              KILL_AFTER,
              () -> {
                server.killAndStart();
                proxy.serverIsAt(server.uri());
              });
      FaultRun run = new FaultRun(title, proxy.uri());
      run.count(250, killing);
      run.pay(250, killing);
      System.out.printf("faults: %s: %d kills; %s%n", title, killing.done(), proxy);
      assertThat(killing.done()).isEqualTo(5);
    }
  }
}
