package dev.etagere.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.Http;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever ends the server while clients write, what it acknowledged is there afterwards. */
@Timeout(600)
class CrashIT {
  private static final int CLIENTS = 8;
  private static final int ROUNDS = 20;

  @TempDir Path folder;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final Ledger ledger = new Ledger();
  private final List<String> paths = Stream.generate(() -> Http.fresh("notes")).limit(24).toList();

  /** How a server is brought to its end. */
  private interface End {
    void of(ServerProcess server) throws Exception;
  }

  @AfterEach
  void print() {
    System.out.printf("seed %d: %d acknowledged; %s%n", seed, ledger.changes(), ledger);
  }

  @Test
  void acknowledgedChanges_serverKilledTwentyTimes_areAllThereAndNoneIsHalf() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      try (ServerProcess server = start()) {
        Aftermath aftermath = new Aftermath(server.http(), ledger);
        paths.forEach(aftermath::assertNothingLostAndNothingHalf);
        writeUntilTheEnd(server, "round" + round, 20 + random.nextInt(400), ServerProcess::kill);
      }
    }
    try (ServerProcess server = start()) {
      Aftermath aftermath = new Aftermath(server.http(), ledger);
      paths.forEach(aftermath::assertNothingLostAndNothingHalf);
    }
    assertThat(ledger.changes()).isPositive();
  }

  @Test
  void acceptedRequests_serverToldToStop_areAnsweredAndNothingElseWasDone() throws Exception {
    try (ServerProcess server = start()) {
      writeUntilTheEnd(
          server,
          "writer",
          200 + random.nextInt(400),
          stopping -> assertThat(stopping.stop()).isIn(0, 143));
    }
    try (ServerProcess server = start()) {
      Aftermath aftermath = new Aftermath(server.http(), ledger);
      paths.forEach(aftermath::assertNothingMadeUnanswered);
      paths.forEach(aftermath::assertNothingLostAndNothingHalf);
    }
  }

  private ServerProcess start() throws Exception {
    return ServerProcess.start(folder, folder.resolve("server.log").toFile());
  }

  /** Ends the server at a moment that only the number of acknowledgements decides. */
  private void writeUntilTheEnd(ServerProcess server, String name, int changes, End end)
      throws Exception {
    CountDownLatch acknowledged = new CountDownLatch(changes);
    List<Runnable> clients =
        IntStream.range(0, CLIENTS)
            .mapToObj(i -> client(server, name + "-" + i))
            .map(client -> part(client, acknowledged))
            .toList();
    try (AtOnce writers = new AtOnce(clients)) {
      boolean enough = acknowledged.await(60, TimeUnit.SECONDS);
      end.of(server);
      // First, because a client that failed says why there were not enough.
      writers.await();
      assertThat(enough).as("enough writes").isTrue();
    }
  }

  private Client client(ServerProcess server, String name) {
    return new Client(name, server.http(), paths, ledger, new Random(random.nextLong()));
  }

  private static Runnable part(Client client, CountDownLatch acknowledged) {
    return () -> {
      try {
        while (true) {
          if (client.change()) {
            acknowledged.countDown();
          }
        }
      } catch (UncheckedIOException serverIsGone) {
        // What it was asked last stays in flight: that is what the ledger is for.
      }
    };
  }
}
