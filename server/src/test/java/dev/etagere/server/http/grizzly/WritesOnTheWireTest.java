package dev.etagere.server.http.grizzly;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.etagere.server.EtagereServer;
import dev.etagere.server.config.Capacity;
import dev.etagere.server.config.Deadlines;
import dev.etagere.server.config.NetworkConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Changes whose bytes come all at once, or whose connection is reset, on the whole server. */
@Timeout(60)
class WritesOnTheWireTest {
  private static final int TIMES = 50;
  private static final String KEY = "Idempotency-Key: \"k\"\r\n";

  /** One request at a time: what a lost caller would keep, all would miss. */
  @AutoClose
  private final EtagereServer server =
      EtagereServer.builder()
          .collection("notes")
          .network(
              NetworkConfig.DEFAULT.with(
                  Deadlines.DEFAULT,
                  new Capacity(OptionalInt.of(1), 256, OptionalInt.empty(), OptionalInt.empty())))
          .start();

  private RawConnection connect() throws IOException {
    return new RawConnection(server.baseUri().getPort());
  }

  private static String put(String id, String precondition, String content) {
    return "PUT /v1/notes/%s HTTP/1.1\r\nHost: h\r\n%s\r\n".formatted(id, precondition)
        + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(content.length(), content);
  }

  private static String get(String id) {
    return "GET /v1/notes/%s HTTP/1.1\r\nHost: h\r\n\r\n".formatted(id);
  }

  private static String tag(Answer answer) {
    return answer.field("ETag").orElseThrow();
  }

  private String create(String id, String content) throws IOException {
    try (RawConnection connection = connect()) {
      Answer created = connection.send(put(id, "If-None-Match: *", content)).read();
      assertThat(created.status()).isEqualTo(201);
      return tag(created);
    }
  }

  @Test
  void changesAndARead_inOnePacket_areDoneInTheirOrder() throws IOException {
    try (RawConnection connection = connect()) {
      connection.send(
          put("a", "If-None-Match: *", "{\"n\":1}")
              + put("a", "If-Match: *", "{\"n\":2}")
              + get("a"));
      Answer created = connection.read();
      assertThat(created.status()).isEqualTo(201);
      Answer replaced = connection.read();
      assertThat(replaced.status()).isEqualTo(204);
      Answer read = connection.read();
      assertThat(read.text()).isEqualTo("{\"n\":2}");
      assertThat(tag(read)).isEqualTo(tag(replaced)).isNotEqualTo(tag(created));
    }
  }

  @Test
  void change_resetWithinItsContent_isNotDone_andHoldsNothing() throws IOException {
    String tag = create("a", "{\"n\":1}");
    String change = put("a", "If-Match: " + tag, "{\"n\":2}");
    for (int i = 0; i < TIMES; i++) {
      RawConnection lost = connect();
      lost.send(change.substring(0, change.length() - 1 - i % 7));
      lost.reset();
    }
    try (RawConnection connection = connect()) {
      Answer read = connection.send(get("a")).read();
      assertThat(read.text()).isEqualTo("{\"n\":1}");
      assertThat(tag(read)).isEqualTo(tag);
      assertThat(connection.send(change).read().status()).isEqualTo(204);
    }
  }

  @Test
  void change_resetBeforeItsAnswer_isDoneOnceAtMost_howeverOftenItIsRepeated() throws IOException {
    for (int i = 0; i < TIMES; i++) {
      String id = "r" + i;
      String tag = create(id, "{\"n\":1}");
      String change = put(id, KEY + "If-Match: " + tag, "{\"n\":2}");
      RawConnection lost = connect();
      lost.send(change);
      lost.reset();
      try (RawConnection connection = connect()) {
        Answer repeated = connection.send(change).read();
        assertThat(repeated.status()).isEqualTo(204);
        assertThat(tag(repeated)).startsWith("\"2-");
        assertThat(tag(connection.send(get(id)).read())).isEqualTo(tag(repeated));
      }
    }
  }

  /** Changes a resource until the server says that it stops; returns how often that was done. */
  private static int changeUntilStopped(RawConnection connection, CountDownLatch begun)
      throws IOException {
    int done = 0;
    Answer answer = connection.send(put("a", "If-None-Match: *", "{\"n\":0}")).read();
    while (answer.status() == 204 || answer.status() == 201) {
      done++;
      begun.countDown();
      if (answer.field("Connection").isPresent()) {
        return done;
      }
      answer = connection.send(put("a", "If-Match: *", "{\"n\":" + done + "}")).read();
    }
    assertThat(answer.status()).isEqualTo(503);
    return done;
  }

  @Test
  void changes_whileTheServerStops_areAnsweredIfTheyAreDone(@TempDir Path data) throws Exception {
    EtagereServer stopping = EtagereServer.builder().collection("notes").data(data).start();
    CountDownLatch begun = new CountDownLatch(TIMES);
    int done;
    try (RawConnection connection = new RawConnection(stopping.baseUri().getPort())) {
      CompletableFuture<Void> stopped =
          CompletableFuture.runAsync(
              () -> {
                Uninterruptibles.awaitUninterruptibly(begun);
                stopping.close();
              });
      done = changeUntilStopped(connection, begun);
      stopped.join();
    }
    try (EtagereServer again = EtagereServer.builder().collection("notes").data(data).start();
        RawConnection connection = new RawConnection(again.baseUri().getPort())) {
      assertThat(tag(connection.send(get("a")).read())).startsWith("\"" + done + "-");
    }
  }
}
