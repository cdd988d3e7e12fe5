package dev.etagere.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.Http;
import dev.etagere.server.http.Http.Answer;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many clients change the same resources at once: no change is lost and none is made twice. */
public interface RaceContract {
  int CLIENTS = 16;
  int CHANGES_EACH = 625;

  /** Held here, because the JDK forgets the level of a logger that nobody holds. */
  Logger ACCESS_LOG = Logger.getLogger("etagere.access");

  /** The addresses of started servers of one store, with the collection {@code notes}. */
  List<URI> bases();

  /** Tens of thousands of lines would hide the one that counts. */
  @BeforeAll
  static void silenceAccessLog() {
    ACCESS_LOG.setLevel(Level.WARNING);
  }

  @AfterAll
  static void restoreAccessLog() {
    ACCESS_LOG.setLevel(null);
  }

  @Test
  default void changes_oneResource_areAllCountedAndNoneSharesAParent() throws Exception {
    race(1);
  }

  @Test
  default void changes_fiftyResources_areAllCountedAndNoneSharesAParent() throws Exception {
    race(50);
  }

  private void race(int resources) throws Exception {
    long seed = new Random().nextLong();
    List<Http> servers = bases().stream().map(Http::new).toList();
    Http http = servers.get(0);
    Ledger ledger = new Ledger();
    List<String> paths = Stream.generate(() -> Http.fresh("notes")).limit(resources).toList();
    List<Runnable> clients =
        IntStream.range(0, CLIENTS)
            .mapToObj(
                i -> {
                  Http own = servers.get(i % servers.size());
                  return new Client("c" + i, own, paths, ledger, new Random(seed + i));
                })
            .map(RaceContract::part)
            .toList();
    long began = System.nanoTime();
    try (AtOnce race = new AtOnce(clients)) {
      race.await();
    } finally {
      System.out.printf(
          "%s, %d resource(s), seed %d: %s, %d ms%n",
          getClass().getSimpleName(),
          resources,
          seed,
          ledger,
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    }
    assertThat(ledger.changes()).isPositive();
    ledger.assertOnlyAcknowledgedWasSeen();
    paths.forEach(path -> assertAllCounted(http, path, ledger));
  }

  private static Runnable part(Client client) {
    return () -> {
      for (int i = 0; i < CHANGES_EACH; i++) {
        client.change();
      }
    };
  }

  /** Versions begin at 1, so the last number is the number of changes. */
  private static void assertAllCounted(Http http, String path, Ledger ledger) {
    Answer end = http.get(path).send();
    long number =
        end.status() == 200
            ? new Tag(end.etag()).number()
            : new Tag(http.create(path, "{\"the\":\"end\"}")).number() - 1;
    assertThat(ledger.changes(path)).as("changes of %s", path).isEqualTo(number);
    assertThat(ledger.newest(path)).as("newest of %s", path).isEqualTo(number);
  }
}
