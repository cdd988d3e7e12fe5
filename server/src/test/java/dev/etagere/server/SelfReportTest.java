package dev.etagere.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.etagere.server.auth.key.ApiKey;
import dev.etagere.server.auth.key.KeyRing;
import dev.etagere.server.config.AuthConfig;
import dev.etagere.server.config.ManagementConfig;
import dev.etagere.server.config.NetworkConfig;
import dev.etagere.server.config.ServerConfig;
import dev.etagere.server.http.Http;
import dev.etagere.server.http.Http.Answer;
import dev.etagere.server.http.Measured;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.service.AskedStore;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.StoreUnavailableException;
import dev.etagere.server.store.UnknownOutcomeException;
import dev.etagere.server.store.sqlite.SqliteStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Health on the port of the resources and on one of its own. */
@Timeout(60)
class SelfReportTest {
  private static final ManagementConfig OWN_PORT = ManagementConfig.DEFAULT.withPort(0);

  private static Http management(EtagereServer server) {
    return new Http(URI.create("http://127.0.0.1:" + server.managementPort().orElseThrow() + "/"));
  }

  private static void await(Http http, int status, String text) {
    Answer answer = http.get("/health/ready").send();
    while (answer.status() != status) {
      answer = http.get("/health/ready").send();
    }
    assertThat(answer.json().path("status").asText()).isEqualTo(text);
  }

  @Test
  void ownPort_hasHealthAndNoResources_andTheOtherPortViceVersa() {
    try (EtagereServer server = EtagereServer.builder().management(OWN_PORT).start()) {
      Http resources = new Http(server.baseUri());

      assertThat(management(server).get("/health/live").send().status()).isEqualTo(200);
      assertThat(management(server).get("/health/ready").send().status()).isEqualTo(200);
      assertThat(management(server).get("/v1/notes").send().status()).isEqualTo(404);
      assertThat(resources.get("/v1/notes").send().status()).isEqualTo(200);
      assertThat(resources.get("/health/live").send().status()).isEqualTo(404);
    }
  }

  @Test
  void health_ofAServerWithAuthentication_asksNobodyWhoItIs() {
    SecureRandom random = new SecureRandom();
    AuthConfig auth =
        new AuthConfig(
            ImmutableList.of(new KeyRing.Entry("ann", ApiKey.create(random).hash(random))),
            Optional.empty(),
            ImmutableMap.of());
    try (EtagereServer server =
        EtagereServer.builder().network(NetworkConfig.DEFAULT.withAuth(auth)).start()) {
      Http http = new Http(server.baseUri());

      assertThat(http.get("/v1/notes").send().status()).isEqualTo(401);
      assertThat(http.get("/health/live").send().status()).isEqualTo(200);
      assertThat(http.get("/health/ready").send().status()).isEqualTo(200);
      assertThat(http.get("/metrics").send().status()).as("names collections").isEqualTo(401);
    }
    try (EtagereServer server =
        EtagereServer.builder()
            .network(NetworkConfig.DEFAULT.withAuth(auth))
            .management(OWN_PORT)
            .start()) {
      assertThat(management(server).get("/metrics").send().status()).isEqualTo(200);
    }
  }

  @Test
  void metrics_switchedOff_areNotThere() {
    try (EtagereServer server =
        EtagereServer.builder().management(ManagementConfig.DEFAULT.withMetrics(false)).start()) {
      Http http = new Http(server.baseUri());

      assertThat(http.get("/metrics").send().status()).isEqualTo(404);
      assertThat(http.get("/v1/notes").send().status()).isEqualTo(200);
    }
  }

  @Test
  void commits_ofTheEmbeddedStore_areMeasured() {
    try (EtagereServer server = EtagereServer.builder().start()) {
      Http http = new Http(server.baseUri());
      http.create("/v1/notes/a", "{}");
      http.delete("/v1/notes/a").ifMatch("*").send();

      Measured measured = Measured.at(http);

      assertThat(measured.sum("etagere_sqlite_commit_changes_count")).isEqualTo(2);
      assertThat(measured.sum("etagere_sqlite_commit_changes_sum")).isEqualTo(2);
      assertThat(measured.sum("etagere_sqlite_queue_waiting")).isZero();
      assertThat(measured.series()).containsEntry("etagere_sqlite_damage_found_total", 0.0);
    }
  }

  @Test
  void failures_ofTheStore_areCountedByKind() {
    AskedStore[] store = new AskedStore[1];
    try (EtagereServer server = ServerOnStore.start(names -> asked(store, names))) {
      Http http = new Http(server.baseUri());
      store[0].whenAsked =
          () -> {
            throw new UnknownOutcomeException("lost", null);
          };

      http.get("/v1/notes/a").send();

      assertThat(Measured.at(http).sum("etagere_store_failures_total", "kind=\"unknown-outcome\""))
          .isEqualTo(1);
    }
  }

  @Test
  void ready_storeThatFailsAndComesBack_isNotReadyMeanwhileButLives() {
    AskedStore[] store = new AskedStore[1];
    try (EtagereServer server = ServerOnStore.start(names -> asked(store, names))) {
      Http http = new Http(server.baseUri());
      store[0].whenAsked =
          () -> {
            throw new StoreUnavailableException("away", null);
          };
      await(http, 503, "store-does-not-answer");
      assertThat(Measured.at(http).sum("etagere_ready")).isZero();
      assertThat(http.get("/health/live").send().status()).isEqualTo(200);

      store[0].whenAsked = () -> {};

      await(http, 200, "ready");
    }
  }

  /** Answered on the thread that reads the request: all workers may hang behind the store. */
  @Test
  void ready_storeThatHangs_isAnsweredAllTheSame() throws Exception {
    AskedStore[] store = new AskedStore[1];
    CountDownLatch released = new CountDownLatch(1);
    try (EtagereServer server = ServerOnStore.start(names -> asked(store, names))) {
      store[0].whenAsked = () -> awaitQuietly(released);

      await(new Http(server.baseUri()), 503, "store-does-not-answer");

      released.countDown();
    }
  }

  private static ResourceStore asked(AskedStore[] kept, Set<CollectionName> names) {
    kept[0] = new AskedStore(SqliteStore.temporary(names));
    return kept[0].store();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void ready_serverThatIsStopping_isDrainingUntilItsRequestsAreFinished() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    AskedStore[] store = new AskedStore[1];
    EtagereServer server =
        EtagereServer.builder().management(OWN_PORT).store(names -> asked(store, names)).start();
    store[0].whenAsked =
        () -> {
          begun.countDown();
          awaitQuietly(released);
        };
    Http resources = new Http(server.baseUri());
    var pending = CompletableFuture.supplyAsync(() -> resources.get("/v1/notes/a").send().status());
    begun.await();
    Http management = management(server);
    CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);

    await(management, 503, "draining");
    assertThat(management.get("/health/live").send().status()).isEqualTo(200);

    released.countDown();
    assertThat(pending.get(30, TimeUnit.SECONDS)).isEqualTo(404);
    closed.get(30, TimeUnit.SECONDS);
    assertThatThrownBy(() -> management.get("/health/live").send())
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void start_managementPortInUse_saysWhichAndKeepsTheOtherPortFree() throws IOException {
    int port = freePort();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ServerConfig config =
          ServerConfig.DEFAULT
              .withPort(port)
              .withManagement(ManagementConfig.DEFAULT.withPort(taken.getLocalPort()));

      assertThatThrownBy(
              () -> EtagereServer.builder().port(port).management(config.management()).start())
          .cause()
          .satisfies(
              e ->
                  assertThat(StartFailure.message((Exception) e, config))
                      .contains(
                          "127.0.0.1, port " + taken.getLocalPort(),
                          "in use",
                          "--management-port"));
      new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
