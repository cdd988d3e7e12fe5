package dev.etagere.server.proof;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.Http;
import dev.etagere.server.http.Http.Answer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A backup made by another process under load has everything acknowledged before it began. */
@Timeout(600)
class BackupIT {
  private static final int CLIENTS = 4;

  @TempDir Path folder;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final Ledger before = new Ledger();
  private final Ledger meanwhile = new Ledger();
  private final List<String> early = paths();
  private final List<String> late = paths();

  private static List<String> paths() {
    return Stream.generate(() -> Http.fresh("notes")).limit(24).toList();
  }

  @AfterEach
  void print() {
    System.out.printf("seed %d: before %s; meanwhile %s%n", seed, before, meanwhile);
  }

  @RepeatedTest(3)
  void restore_ofABackupUnderLoadAfterAKill_hasAllThatWasAcknowledgedBeforeItBegan()
      throws Exception {
    String file = folder.resolve("backup").toString();
    Map<String, Long> told;
    try (ServerProcess server = start("data")) {
      write(server);
      told = backUpUnderLoad(server, file);
    }

    assertThat(run("verify", file).output()).contains("is sound");
    run("restore", file, "--data", folder.resolve("restored").toString());

    try (ServerProcess server = start("restored")) {
      Aftermath aftermath = new Aftermath(server.http(), before);
      early.forEach(aftermath::assertNothingLostAndNothingHalf);
      told.forEach(
          (path, version) -> assertNotOlder(server.http().get(path).send(), path, version));
    }
    assertThat(before.changes()).isPositive();
  }

  /** What was written while the backup was made may be in it, wholly; what was before, must. */
  private void assertNotOlder(Answer answer, String path, long told) {
    assertThat(answer.status()).isIn(200, 404, 410);
    if (answer.status() == 404) {
      assertThat(told).as("%s is lost", path).isZero();
    } else if (answer.status() == 200) {
      Tag tag = new Tag(answer.etag());
      assertThat(tag.number()).as(path).isGreaterThanOrEqualTo(told);
      meanwhile.holds(path, tag, answer.text());
    }
  }

  /**
   * Clients write to other resources from before the backup until the kill that follows it.
   *
   * @return the version of each of these that somebody had been told of when the backup began
   */
  private Map<String, Long> backUpUnderLoad(ServerProcess server, String file) throws Exception {
    CountDownLatch begun = new CountDownLatch(50);
    List<Runnable> clients =
        clients(server, late, meanwhile).map(client -> untilTheEnd(client, begun)).toList();
    try (AtOnce writers = new AtOnce(clients)) {
      boolean loaded = begun.await(60, TimeUnit.SECONDS);
      long changes = meanwhile.changes();
      Map<String, Long> told = late.stream().collect(toMap(path -> path, meanwhile::newest));
      CommandProcess backup = run("backup", file, "--data", folder.resolve("data").toString());
      long changesThen = meanwhile.changes();
      server.kill();
      writers.await();
      assertThat(loaded).as("enough writes").isTrue();
      assertThat(backup.output()).contains("Made and verified");
      assertThat(changesThen).as("writes went on").isGreaterThan(changes);
      return told;
    }
  }

  /** What is acknowledged here is changed no more afterwards. */
  private void write(ServerProcess server) throws Exception {
    List<Runnable> clients =
        clients(server, early, before).<Runnable>map(client -> () -> change(client, 100)).toList();
    try (AtOnce writers = new AtOnce(clients)) {
      writers.await();
    }
  }

  private static void change(Client client, int times) {
    int made = 0;
    while (made < times) {
      made += client.change() ? 1 : 0;
    }
  }

  private static Runnable untilTheEnd(Client client, CountDownLatch begun) {
    return () -> {
      try {
        while (true) {
          if (client.change()) {
            begun.countDown();
          }
        }
      } catch (UncheckedIOException serverIsGone) {
        // What it was asked last stays in flight.
      }
    };
  }

  private Stream<Client> clients(ServerProcess server, List<String> paths, Ledger ledger) {
    return IntStream.range(0, CLIENTS)
        .mapToObj(
            i ->
                new Client(
                    "client-" + i, server.http(), paths, ledger, new Random(random.nextLong())));
  }

  private CommandProcess run(String... arguments) throws Exception {
    CommandProcess run = CommandProcess.run(folder, arguments);
    assertThat(run.code()).as("%s", run).isZero();
    return run;
  }

  private ServerProcess start(String data) throws Exception {
    return ServerProcess.start(
        System.getProperty("java.class.path"),
        List.of(),
        List.of("--data", folder.resolve(data).toString()),
        folder,
        folder.resolve("server.log").toFile());
  }
}
