package dev.etagere.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.etagere.server.EtagereServer;
import dev.etagere.server.ServerOnStore;
import dev.etagere.server.http.Http;
import dev.etagere.server.http.Http.Answer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests whose change waits for the disk, while no thread waits for them. */
@Timeout(60)
class SuspendedChangeTest {
  /** More than there are workers. */
  private static final int MANY = 80;

  private static final String NEW = "{\"new\":true}";

  @TempDir Path folder;

  private final FaultyDisk disk = new FaultyDisk();
  private final CompletableFuture<SqliteStore> opened = new CompletableFuture<>();
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private EtagereServer server;
  private Http http;

  @BeforeEach
  void start() {
    server =
        ServerOnStore.start(
            names -> {
              opened.complete(disk.open(folder.resolve("data"), names));
              return store();
            });
    http = new Http(server.baseUri());
  }

  private SqliteStore store() {
    return opened.join();
  }

  @AfterEach
  void stop() {
    server.close();
    callers.shutdownNow();
  }

  private Future<Answer> replace(String path, String etag) {
    return callers.submit(() -> http.put(path, NEW).ifMatch(etag).send());
  }

  private void awaitWaiting(int writes) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (store().waitingWrites() != writes) {
      assertThat(System.nanoTime()).as("%s wait", store().waitingWrites()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private static Answer answer(Future<Answer> coming) throws Exception {
    return coming.get(30, TimeUnit.SECONDS);
  }

  @Test
  void changes_moreThanThereAreWorkers_leaveTheWorkersToOthers() throws Exception {
    List<String> paths = new ArrayList<>();
    List<String> etags = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      paths.add("/v1/notes/n" + i);
      etags.add(http.create(paths.get(i), "{}"));
    }
    List<Future<Answer>> answers = new ArrayList<>();
    try (HeldWriter held = HeldWriter.hold(store())) {
      for (int i = 0; i < MANY; i++) {
        answers.add(replace(paths.get(i), etags.get(i)));
      }
      awaitWaiting(MANY);
      assertThat(http.get("/v1/notes?limit=1").send().status()).isEqualTo(200);
      held.release();
    }
    for (Future<Answer> answer : answers) {
      assertThat(answer(answer).status()).isEqualTo(204);
    }
    assertThat(http.get(paths.get(0)).send().text()).isEqualTo(NEW);
  }

  @Test
  void changes_ofOneVersionAtOnce_oneIsDoneAndTheOthersAreToldSo() throws Exception {
    String etag = http.create("/v1/notes/a", "{}");
    List<Future<Answer>> answers = new ArrayList<>();
    try (HeldWriter held = HeldWriter.hold(store())) {
      for (int i = 0; i < 8; i++) {
        String mine = "{\"mine\":" + i + "}";
        answers.add(callers.submit(() -> http.put("/v1/notes/a", mine).ifMatch(etag).send()));
      }
      awaitWaiting(8);
      held.release();
    }
    int done = 0;
    for (Future<Answer> answer : answers) {
      int status = answer(answer).status();
      assertThat(status).isIn(204, 412);
      done += status == 204 ? 1 : 0;
    }
    assertThat(done).isEqualTo(1);
  }

  @Test
  void stop_whileAChangeWaits_finishesIt() throws Exception {
    String etag = http.create("/v1/notes/a", "{}");
    Future<Answer> answer;
    Future<?> closing;
    try (HeldWriter held = HeldWriter.hold(store())) {
      answer = replace("/v1/notes/a", etag);
      awaitWaiting(1);
      closing = callers.submit(server::close);
      awaitNotListening();
      assertThat(closing.isDone()).isFalse();
      held.release();
    }
    assertThat(answer(answer).status()).isEqualTo(204);
    closing.get(30, TimeUnit.SECONDS);
  }

  private void awaitNotListening() throws IOException {
    while (true) {
      try {
        connect().close();
      } catch (SocketException stopped) {
        // Refused; or reset, if it was waiting to be accepted when the port was closed.
        return;
      }
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(server.baseUri().getHost(), server.baseUri().getPort());
    socket.setSoTimeout(30_000);
    return socket;
  }

  @Test
  void store_thatFailsUnderASuspendedChange_isAnsweredAsUnknown() throws Exception {
    String etag = http.create("/v1/notes/a", "{}");
    Future<Answer> answer;
    try (HeldWriter held = HeldWriter.hold(store())) {
      answer = replace("/v1/notes/a", etag);
      awaitWaiting(1);
      // That of the holder and that of the change, each with the further one that would settle it.
      disk.failCommits(4);
      held.release();
    }
    assertThat(answer(answer).status()).isEqualTo(503);
    assertThat(answer(answer).json().path("type").asText()).isEqualTo("/problems/outcome-unknown");
    assertThat(answer(answer).has("X-Request-Id")).isTrue();
    // And the repeat that it asks for.
    assertThat(http.put("/v1/notes/a", NEW).ifMatch(etag).send().status()).isEqualTo(204);
  }

  @Test
  void change_thatTooManyWaitBefore_isRefused() throws Exception {
    String etag = http.create("/v1/notes/a", "{}");
    try (HeldWriter held = HeldWriter.hold(store())) {
      Duration patience = Duration.ofMinutes(1);
      while (!store()
          .writeAsync(() -> "nothing", session -> 0, patience)
          .toCompletableFuture()
          .isDone()) {
        Thread.onSpinWait();
      }
      Answer answer = answer(replace("/v1/notes/a", etag));
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.json().path("type").asText()).isEqualTo("/problems/unavailable");
      held.release();
    }
    assertThat(http.get("/v1/notes/a").send().text()).isEqualTo("{}");
  }

  @Test
  void nextRequestOfAConnection_whileAChangeWaits_isAnsweredAfterIt() throws Exception {
    String etag = http.create("/v1/notes/a", "{}");
    try (Socket socket = connect()) {
      try (HeldWriter held = HeldWriter.hold(store())) {
        send(socket, put(etag) + get("keep-alive"));
        awaitWaiting(1);
        send(socket, get("close"));
        // The server has had time to answer the one if it were to overtake the other.
        assertThat(http.get("/v1/notes/a").send().text()).isEqualTo("{}");
        assertThat(socket.getInputStream().available()).isZero();
        held.release();
      }
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      List<String> answers = Splitter.on("HTTP/1.1 ").splitToList(all);
      assertThat(answers).hasSize(4);
      assertThat(answers.get(1)).startsWith("204");
      assertThat(answers.get(2)).startsWith("200").endsWith(NEW);
      assertThat(answers.get(3)).startsWith("200").endsWith(NEW);
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String put(String etag) {
    return "PUT /v1/notes/a HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nIf-Match: "
        + etag
        + "\r\nContent-Length: "
        + NEW.length()
        + "\r\n\r\n"
        + NEW;
  }

  private static String get(String connection) {
    return "GET /v1/notes/a HTTP/1.1\r\nHost: h\r\nConnection: " + connection + "\r\n\r\n";
  }
}
