package dev.etagere.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etagere.server.EtagereServer;
import dev.etagere.server.config.ServerConfig;
import dev.etagere.server.config.StoreConfig;
import dev.etagere.server.config.text.ChaosSyntax;
import dev.etagere.server.config.text.InvalidValueException;
import dev.etagere.server.http.Http.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each fault, in all answers: what was asked for was done. */
@Timeout(60)
class ChaosHttpTest {
  private static final String PATH = "/v1/notes/a";
  private static final String CREATE =
      "If-None-Match: *\r\nIdempotency-Key: \"k\"\r\nContent-Type: application/json\r\n";
  private static final byte[] ONE = "{\"n\":1}".getBytes(StandardCharsets.UTF_8);

  private static final String NOTHING = "no complete answer: ''";

  @TempDir Path folder;

  private EtagereServer start(ServerConfig config) throws IOException {
    return EtagereServer.start(
        config.withPort(0).withStore(new StoreConfig.Embedded(folder.resolve("data"))));
  }

  private EtagereServer chaos(String faults) throws IOException, InvalidValueException {
    return start(ServerConfig.DEFAULT.withChaos(ChaosSyntax.read(faults)));
  }

  private static Answer raw(EtagereServer server, String method, String fields, byte[] content) {
    return RawHttp.send(server.baseUri(), method + " " + PATH + " HTTP/1.1", fields, content);
  }

  /** Without chaos the same store shows that the resource is there, and knows the key. */
  private void assertDone() throws IOException {
    try (EtagereServer server = start(ServerConfig.DEFAULT)) {
      Answer again = raw(server, "PUT", CREATE, ONE);
      assertThat(again.status()).isEqualTo(201);
      assertThat(again.field("Idempotent-Replayed")).isEqualTo("true");
      assertThat(raw(server, "GET", "", new byte[0]).text()).isEqualTo("{\"n\":1}");
    }
  }

  @Test
  void dropAnswer_closesWithoutAByte_afterTheChange() throws Exception {
    try (EtagereServer server = chaos("drop-answer=1")) {
      assertThatThrownBy(() -> raw(server, "PUT", CREATE, ONE)).hasMessage(NOTHING);
      assertThatThrownBy(() -> raw(server, "GET", "", new byte[0])).hasMessage(NOTHING);
      assertThatThrownBy(() -> raw(server, "HEAD", "", new byte[0])).hasMessage(NOTHING);
    }
    assertDone();
  }

  @Test
  void error503_replacesTheAnswer_afterTheChange() throws Exception {
    try (EtagereServer server = chaos("error-503=1")) {
      Answer put = raw(server, "PUT", CREATE, ONE);
      HttpTest.assertProblem(put, 503, "outcome-unknown");
      assertThat(put.field("Retry-After")).isEqualTo("1");
      assertThat(put.has("ETag")).isFalse();
      HttpTest.assertProblem(raw(server, "GET", "", new byte[0]), 503, "unavailable");
      Answer head = raw(server, "HEAD", "", new byte[0]);
      assertThat(head.status()).isEqualTo(503);
      assertThat(head.text()).isEmpty();
    }
    assertDone();
  }

  @Test
  void delay_answersTheSame_later() throws Exception {
    try (EtagereServer server = chaos("delay=1:100ms")) {
      long before = System.nanoTime();
      Answer put = raw(server, "PUT", CREATE, ONE);
      assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(100_000_000);
      assertThat(put.status()).isEqualTo(201);
      assertThat(put.etag()).startsWith("\"1-");
      Answer get = raw(server, "GET", "", new byte[0]);
      assertThat(get.text()).isEqualTo("{\"n\":1}");
      assertThat(get.etag()).isEqualTo(put.etag());
      Answer head = raw(server, "HEAD", "", new byte[0]);
      assertThat(head.field("Content-Length")).isEqualTo("7");
      assertThat(raw(server, "PUT", CREATE, "{}".getBytes(StandardCharsets.UTF_8)).status())
          .isEqualTo(422);
    }
    assertDone();
  }

  /** Were threads kept, 200 reads would need 100 rounds on two selectors, 200 s in all. */
  @Test
  void delay_ofManyAtOnce_keepsNoThread() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(200);
    try (EtagereServer server = chaos("delay=1:2s")) {
      raw(server, "PUT", CREATE, ONE);
      Callable<Integer> read = () -> raw(server, "GET", "", new byte[0]).status();
      List<Callable<Integer>> reads = IntStream.range(0, 200).mapToObj(i -> read).toList();
      for (Future<Integer> status : callers.invokeAll(reads)) {
        assertThat(status.get()).isEqualTo(200);
      }
    } finally {
      callers.shutdownNow();
    }
  }
}
