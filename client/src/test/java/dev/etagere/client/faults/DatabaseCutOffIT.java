package dev.etagere.client.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.EtagereServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The database goes away and comes back while clients write. */
@Timeout(900)
class DatabaseCutOffIT {
  /** The length of an outage, not a wait for anything. */
  private static final long OUTAGE_MILLIS = 700;

  @TempDir Path folder;

  @Test
  void database_cutOffAndHeld_losesAndDoublesNothing() throws Exception {
    try (Program mongo = Program.start(folder, MongoInMemory.class.getName());
        Link link = new Link(URI.create(mongo.greeting()).getPort());
        EtagereServer server =
            EtagereServer.builder()
                .mongo("mongodb://127.0.0.1:" + link.port(), "faults")
                .collection("counters")
                .collection("payments")
                .start()) {
      Every cutting = new Every(25, link::cut);
      Every holding = new Every(150, () -> hold(mongo));
      FaultRun run = new FaultRun("MongoDB, cut off", server.baseUri());
      run.count(
          300,
          () -> {
            cutting.run();
            holding.run();
          });
      run.pay(
          300,
          () -> {
            cutting.run();
            holding.run();
          });
      System.out.printf(
          "faults: MongoDB, cut off: %d cuts of %d connections, %d times held%n",
          cutting.done(), link.cuts(), holding.done());
      assertThat(link.cuts()).isPositive();
      assertThat(holding.done()).isEqualTo(4);
    }
  }

  private static void hold(Program mongo) throws Exception {
    mongo.signal("STOP");
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(OUTAGE_MILLIS, TimeUnit.MILLISECONDS))
        .join();
    mongo.signal("CONT");
  }
}
