package dev.etagere.server.http.grizzly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.EtagereServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests of all kinds, many on their way at once on each of several connections, in pieces of any
 * size: each is answered by what is its own, in the order in which they were sent (RFC 9112
 * §9.3.2).
 */
@Timeout(60)
class PipeliningTest {
  private static final int CONNECTIONS = 4;
  private static final int ROUNDS = 30;
  private static final int MOST_AT_ONCE = 12;

  @AutoClose
  private static final EtagereServer SERVER = EtagereServer.builder().collection("notes").start();

  /** What is sent, and what must come back: no text where that is not known before. */
  private record Expected(String sent, int status, @Nullable String text) {}

  /** The requests of one connection; each round has a resource of its own. */
  private static final class Caller {
    private final Random random;
    private final String name;
    private int round;

    Caller(long seed) {
      this.random = new Random(seed);
      this.name = "p" + Long.toHexString(seed & Long.MAX_VALUE) + "-";
    }

    private List<Expected> requests() {
      String target = "/v1/notes/" + name + round++;
      List<Expected> all = new ArrayList<>();
      String content = content();
      all.add(new Expected(put(target, "If-None-Match: *", content), 201, ""));
      int more = random.nextInt(MOST_AT_ONCE);
      for (int i = 0; i < more; i++) {
        switch (random.nextInt(5)) {
          case 0 -> {
            content = content();
            all.add(new Expected(put(target, "If-Match: *", content), 204, ""));
          }
          case 1 -> all.add(new Expected(post(content()), 201, ""));
          case 2 -> all.add(new Expected(head("GET", "/v1/nothing/a") + "\r\n", 404, null));
          case 3 -> all.add(new Expected(head("GET", "/v1/notes?limit=3") + "\r\n", 200, null));
          default -> all.add(new Expected(head("GET", target) + "\r\n", 200, content));
        }
      }
      return all;
    }

    private String content() {
      return "{\"of\":\"" + name + "\",\"pad\":\"" + "x".repeat(random.nextInt(3000)) + "\"}";
    }

    private String put(String target, String precondition, String content) {
      return head("PUT", target) + precondition + "\r\n" + framed(content);
    }

    private String post(String content) {
      return head("POST", "/v1/notes") + framed(content);
    }

    private static String head(String method, String target) {
      return method + " " + target + " HTTP/1.1\r\nHost: h\r\n";
    }

    private String framed(String content) {
      String type = "Content-Type: application/json\r\n";
      return random.nextBoolean()
          ? type + "Content-Length: " + content.length() + "\r\n\r\n" + content
          : type
              + "Transfer-Encoding: chunked\r\n\r\n"
              + Integer.toHexString(content.length())
              + "\r\n"
              + content
              + "\r\n0\r\n\r\n";
    }

    private void send(RawConnection connection, String all) throws IOException {
      int sent = 0;
      while (sent < all.length()) {
        int end = Math.min(all.length(), sent + 1 + random.nextInt(4000));
        connection.send(all.substring(sent, end));
        sent = end;
      }
    }

    private Void call() throws IOException {
      try (RawConnection connection = new RawConnection(SERVER.baseUri().getPort())) {
        for (int i = 0; i < ROUNDS; i++) {
          List<Expected> requests = requests();
          send(connection, String.join("", requests.stream().map(Expected::sent).toList()));
          for (Expected expected : requests) {
            Answer answer = connection.read();
            assertThat(answer.status()).as(expected.sent()).isEqualTo(expected.status());
            if (expected.text() != null) {
              assertThat(answer.text()).isEqualTo(expected.text());
            }
          }
        }
      }
      return null;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void requests_ofManyConnections_areAnsweredEachByItsOwn(long seed) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      List<Callable<Void>> all = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        all.add(new Caller(1000 * seed + i)::call);
      }
      for (Future<Void> done : callers.invokeAll(all)) {
        done.get();
      }
    } finally {
      callers.shutdownNow();
    }
  }
}
