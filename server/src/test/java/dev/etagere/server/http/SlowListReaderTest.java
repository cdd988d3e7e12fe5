package dev.etagere.server.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.Iterables;
import dev.etagere.server.EtagereServer;
import dev.etagere.server.ServerOnStore;
import dev.etagere.server.config.Capacity;
import dev.etagere.server.config.Deadlines;
import dev.etagere.server.config.NetworkConfig;
import dev.etagere.server.resource.Content;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.StoreFixtures;
import dev.etagere.server.store.sqlite.SqliteStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A list is much larger than all answers may be that wait for their readers. */
@Timeout(60)
class SlowListReaderTest {
  private static final int RESOURCES = 1000;
  private static final int CONTENT_BYTES = 20_000;
  private static final int ANSWER_MEMORY = 1 << 20;

  private static EtagereServer server;

  @BeforeAll
  static void start() {
    NetworkConfig network =
        NetworkConfig.DEFAULT.with(
            Deadlines.DEFAULT,
            new Capacity(
                OptionalInt.empty(), 1, OptionalInt.empty(), OptionalInt.of(ANSWER_MEMORY)));
    server = ServerOnStore.start(names -> filled(SqliteStore.temporary(names)), network);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static ResourceStore filled(ResourceStore store) {
    Content content = Content.ofUtf8("{\"text\":\"" + "x".repeat(CONTENT_BYTES) + "\"}");
    for (int i = 0; i < RESOURCES; i++) {
      store.insert(StoreFixtures.NOTES, StoreFixtures.live("r%04d".formatted(i), content));
    }
    return store;
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/notes, application/x-ndjson",
    "/v1/notes?limit=1000, application/json",
    "/v1/notes?limit=1000&fields=text, application/json"
  })
  void list_readSlowly_isReadToItsEnd(String target, String mediaType) throws IOException {
    String answer = readSlowly(target, mediaType);

    assertThat(Iterables.size(Splitter.on("\"etag\"").split(answer)) - 1).isEqualTo(RESOURCES);
    assertThat(answer).contains("\"id\":\"r0999\"").endsWith("\r\n0\r\n\r\n");
  }

  private static String readSlowly(String target, String mediaType) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4096);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), server.baseUri().getPort()));
      socket
          .getOutputStream()
          .write(
              ("GET "
                      + target
                      + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAccept: "
                      + mediaType)
                  .concat("\r\n\r\n")
                  .getBytes(US_ASCII));
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      InputStream in = socket.getInputStream();
      byte[] part = new byte[1000];
      for (int count = in.read(part); count >= 0; count = in.read(part)) {
        all.write(part, 0, count);
      }
      return all.toString(UTF_8);
    }
  }
}
