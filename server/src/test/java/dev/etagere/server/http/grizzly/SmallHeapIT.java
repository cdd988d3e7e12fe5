package dev.etagere.server.http.grizzly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.Http.Answer;
import dev.etagere.server.proof.AtOnce;
import dev.etagere.server.proof.ServerProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program with the heap that {@code ./etagere} gives it, and callers who ask for much. */
@Timeout(120)
class SmallHeapIT {
  private static final int READERS = 200;
  private static final int LARGE = 1_000_000;

  @TempDir private Path folder;
  private ServerProcess server;

  @BeforeEach
  void start() throws IOException {
    server =
        ServerProcess.start(
            System.getProperty("java.class.path"),
            List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"),
            List.of("--data", folder.resolve("data").toString()),
            folder,
            log());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private File log() {
    return folder.resolve("log").toFile();
  }

  private void assertSurvived() {
    assertThat(server.http().get("/v1/notes/none").send().status()).isEqualTo(404);
    assertThat(server.isAlive()).isTrue();
    assertThat(log()).content().doesNotContain("OutOfMemoryError");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/notes/large-1", "/v1/notes?limit=20", "/v1/notes?fields=text"})
  void readersOfMuch_whoReadNothing_areSurvived(String target) throws Exception {
    for (int i = 0; i < 20; i++) {
      create("large-" + i, "{\"text\":\"" + "x".repeat(LARGE) + "\"}");
    }
    create("small", "{}");
    List<RawConnection> slow = new ArrayList<>();
    try {
      for (int i = 0; i < READERS; i++) {
        slow.add(new RawConnection(server.http().base().getPort(), 4096));
      }
      for (RawConnection connection : slow) {
        connection.send(("GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n").repeat(8));
      }
      for (RawConnection connection : slow) {
        awaitAnswerOrClose(connection);
        assertThat(server.http().get("/v1/notes/small").send().status()).isEqualTo(200);
      }
      assertSurvived();
    } finally {
      for (RawConnection connection : slow) {
        connection.reset();
      }
    }
  }

  /** The oldest of them are put out, once there are too many. */
  private static void awaitAnswerOrClose(RawConnection connection) {
    try {
      connection.awaitAnswer();
    } catch (IOException reset) {
      // That one was put out.
    }
  }

  /** Texts of a megabyte whose trees are many times as large. */
  private enum Wide {
    NUMBERS("0", 500_000),
    LONGER_NUMBERS("1000000", 125_000),
    ARRAYS("[0]", 250_000),
    OBJECTS("{\"\":0}", 140_000),
    STRINGS("\"\"", 330_000),
    LONGER_STRINGS("\"abcde\"", 125_000);

    private final String element;
    private final int count;

    Wide(String element, int count) {
      this.element = element;
      this.count = count;
    }

    /** A document with a part of them. */
    String in(String member, int part) {
      return "{\"" + member + "\":[" + (element + ",").repeat(count / part) + element + "]}";
    }
  }

  private static String names(String prefix, int part) {
    return IntStream.range(0, 80_000 / part)
        .mapToObj(i -> "\"" + prefix + Integer.toHexString(i) + "\":0")
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** Of a part of 16, the trees of patch and resource are small enough, and large nevertheless. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 16})
  void patchesOfMuch_areAppliedOrRefused(int part) throws Exception {
    for (Wide wide : Wide.values()) {
      patch(wide.name(), wide.in("a", part), wide.in("b", part), part);
    }
    patch("names", names("a", part), names("b", part), part);
    assertSurvived();
  }

  private void patch(String id, String content, String patch, int part) throws Exception {
    String tag = create(id, content);
    List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
    Runnable caller =
        () ->
            statuses.add(
                server.http().mergePatch("/v1/notes/" + id, patch).ifMatch(tag).send().status());
    try (AtOnce callers = new AtOnce(Collections.nCopies(16, caller))) {
      callers.await();
    }
    // Too large for the heap, as a patch or as a resource; no memory for the body; lost the race.
    assertThat(statuses).as(id).isSubsetOf(204, 413, 422, 503, 412);
    if (part == 16) {
      assertThat(statuses).as(id).containsOnlyOnce(204);
    }
  }

  private String create(String id, String content) {
    Answer created = server.http().put("/v1/notes/" + id, content).ifNoneMatch("*").send();
    assertThat(created.status()).as(id).isEqualTo(201);
    return created.etag();
  }
}
