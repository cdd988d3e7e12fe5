package dev.etagere.server.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etagere.server.EtagereServer;
import dev.etagere.server.ServerOnStore;
import dev.etagere.server.http.Http.Answer;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.StoredResource.Live;
import dev.etagere.server.store.DamagedResourceException;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.StoreFixtures;
import dev.etagere.server.store.sqlite.SqliteStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list holds a few of its contents at a time, however many there are. */
class ListStreamTest {
  private static final int RESOURCES = 1000;
  private static final int CONTENT_BYTES = 10_000;
  private static final int MOST_HELD = 512 * 1024;

  private static EtagereServer server;
  private static long heldMost;
  private static long readInAll;
  private static long damagedAfter;

  @BeforeAll
  static void start() {
    server = ServerOnStore.start(names -> counting(SqliteStore.temporary(names)));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void reset() {
    heldMost = 0;
    readInAll = 0;
    damagedAfter = Long.MAX_VALUE;
  }

  /** The store, with the size noted of what it gives out at once. */
  private static ResourceStore counting(ResourceStore store) {
    String text = "x".repeat(CONTENT_BYTES);
    for (int i = 0; i < RESOURCES; i++) {
      Content content = Content.ofUtf8("{\"i\":" + i + ",\"text\":\"" + text + "\"}");
      store.insert(StoreFixtures.NOTES, StoreFixtures.live("r%04d".formatted(i), content));
    }
    return (ResourceStore)
        Proxy.newProxyInstance(
            ListStreamTest.class.getClassLoader(),
            new Class<?>[] {ResourceStore.class},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(store, arguments);
                if (method.getName().equals("findLive")) {
                  note((List<?>) result);
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static void note(List<?> found) {
    long bytes = found.stream().mapToLong(item -> ((Live) item).content().size()).sum();
    heldMost = Math.max(heldMost, bytes);
    readInAll += bytes;
    if (readInAll > damagedAfter) {
      throw new DamagedResourceException("damaged for this test", null);
    }
  }

  private static Http http() {
    return new Http(server.baseUri());
  }

  @Test
  void page_ofManyLargeItems_holdsFewOfThem() {
    Answer page = http().get("/v1/notes?limit=1000").send();

    assertThat(page.json().path("items")).hasSize(RESOURCES);
    assertThat(page.json().path("items").get(999).path("value").path("i").asInt()).isEqualTo(999);
    assertThat(readInAll).isGreaterThan((long) RESOURCES * CONTENT_BYTES);
    assertThat(heldMost).isLessThan(MOST_HELD);
  }

  @Test
  void lines_ofManyLargeItems_holdFewOfThem() {
    Answer lines = http().get("/v1/notes").header("Accept", "application/x-ndjson").send();

    assertThat(lines.text().lines()).hasSize(RESOURCES);
    assertThat(heldMost).isLessThan(MOST_HELD);
  }

  @Test
  void page_notModified_readsNoContent() {
    String tag = http().get("/v1/notes?limit=2").send().etag();
    readInAll = 0;

    assertThat(http().get("/v1/notes?limit=2").ifNoneMatch(tag).send().status()).isEqualTo(304);
    assertThat(readInAll).isZero();
  }

  @Test
  void page_withDamageInside_breaksOff() {
    damagedAfter = 5_000_000;

    assertThatThrownBy(() -> http().get("/v1/notes?limit=1000").send())
        .isInstanceOf(UncheckedIOException.class);
  }

  /** What waits for its reader when the damage is met must not get the end of a whole answer. */
  @Test
  void page_withDamageInside_readSlowly_hasNoLastChunk() throws IOException {
    damagedAfter = 5_000_000;

    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4096);
      socket.setSoTimeout(30_000);
      socket.connect(new InetSocketAddress(server.baseUri().getHost(), server.baseUri().getPort()));
      socket
          .getOutputStream()
          .write("GET /v1/notes?limit=1000 HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
      String answer = new String(allThatCame(socket), US_ASCII);

      assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotEndWith("\r\n0\r\n\r\n");
    }
  }

  private static byte[] allThatCame(Socket socket) throws IOException {
    ByteArrayOutputStream came = new ByteArrayOutputStream();
    byte[] part = new byte[1000];
    try {
      for (int n = socket.getInputStream().read(part);
          n >= 0;
          n = socket.getInputStream().read(part)) {
        came.write(part, 0, n);
      }
    } catch (SocketException e) {
      // Reset: as good a way to say that the answer is not whole.
    }
    return came.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 3 * CONTENT_BYTES})
  void page_withDamageAtItsBeginning_isAProblem(long soundBytes) {
    damagedAfter = soundBytes;

    assertThat(http().get("/v1/notes?limit=1000&fields=i").send().status()).isEqualTo(500);
  }
}
