package dev.etagere.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.config.load.ConfigLoader;
import dev.etagere.server.config.load.ConfigLoader.Arguments;
import dev.etagere.server.http.Http;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From {@code etagere key create} to a request with the key. */
class KeyCreateTest {
  @TempDir Path folder;

  /**
   * What the command shows.
   *
   * @param text the key
   * @param line what the file gets, with the name
   */
  private record Shown(String text, String line) {
    String hash() {
      return line.substring(line.indexOf(':') + 1).strip();
    }
  }

  private Shown create(String name) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new ServerCommand(
                new ConfigLoader(folder, Map.of()),
                config -> {
                  throw new AssertionError("no server is to be started");
                },
                (server, started) -> {
                  throw new AssertionError("no server is to be started");
                },
                new PrintWriter(out, true),
                new PrintWriter(err, true))
            .run("key", "create", "--name", name);
    assertThat(code).isZero();
    assertThat(err.toString()).isEmpty();
    List<String> lines = out.toString().lines().map(String::strip).toList();
    String bearer =
        lines.stream().filter(line -> line.startsWith("Authorization: Bearer ")).findFirst().get();
    String line = lines.stream().filter(one -> one.startsWith(name + ": ")).findFirst().get();
    return new Shown(bearer.substring("Authorization: Bearer ".length()), line);
  }

  private EtagereServer start(String keys) throws Exception {
    Files.writeString(
        folder.resolve("etagere.yaml"), "port: 0\ndata: store\nauth:\n  keys:\n" + keys + "\n");
    return EtagereServer.start(new ConfigLoader(folder, Map.of()).load(Arguments.NONE).config());
  }

  private static int status(EtagereServer server, String key) {
    return new Http(server.baseUri())
        .get("/v1/notes")
        .header("Authorization", "Bearer " + key)
        .send()
        .status();
  }

  @Test
  void key_madeByTheCommand_opensAServerWithItsLine() throws Exception {
    Shown ann = create("ann");
    Shown bob = create("bob");
    try (EtagereServer server = start("    " + ann.line())) {
      assertThat(status(server, ann.text())).isEqualTo(200);
      assertThat(status(server, bob.text())).isEqualTo(401);
      // The line is no secret: it opens nothing.
      assertThat(status(server, ann.hash().replace(":", "."))).isEqualTo(401);
    }
  }

  @Test
  void keys_ofOneName_areBothValidUntilTheOldOneIsTakenOut() throws Exception {
    Shown old = create("ann");
    Shown other = create("ann");
    try (EtagereServer both = start("    ann: ['" + old.hash() + "', '" + other.hash() + "']")) {
      assertThat(status(both, old.text())).isEqualTo(200);
      assertThat(status(both, other.text())).isEqualTo(200);
    }
    try (EtagereServer one = start("    " + other.line())) {
      assertThat(status(one, old.text())).isEqualTo(401);
      assertThat(status(one, other.text())).isEqualTo(200);
    }
  }

  @Test
  void key_acceptedOrRefused_isInNoLog() throws Exception {
    Queue<String> lines = new ConcurrentLinkedQueue<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            lines.add(new SimpleFormatter().format(record));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger root = Logger.getLogger("");
    Level before = root.getLevel();
    Logger ours = Logger.getLogger("etagere");
    Logger classes = Logger.getLogger("dev.etagere");
    root.addHandler(handler);
    ours.setLevel(Level.ALL);
    classes.setLevel(Level.ALL);
    Shown ann = create("ann");
    Shown unknown = create("eve");
    String malformed = ann.text() + "x";
    try (EtagereServer server = start("    " + ann.line())) {
      assertThat(status(server, ann.text())).isEqualTo(200);
      assertThat(status(server, unknown.text())).isEqualTo(401);
      assertThat(status(server, malformed)).isEqualTo(401);
      assertThat(
              new Http(server.baseUri())
                  .put("/v1/notes/a", "{}")
                  .ifNoneMatch("*")
                  .header("Authorization", "Bearer " + ann.text())
                  .send()
                  .status())
          .isEqualTo(201);
    } finally {
      // The server has written its last line when it is closed.
      root.removeHandler(handler);
      root.setLevel(before);
      ours.setLevel(null);
      classes.setLevel(null);
    }
    assertThat(lines).anyMatch(line -> line.contains("key:ann"));
    assertThat(lines).anyMatch(line -> line.contains("refused"));
    for (Shown shown : List.of(ann, unknown)) {
      String secret = shown.text().substring(shown.text().lastIndexOf('_') + 1);
      assertThat(secret).hasSizeGreaterThan(20);
      assertThat(lines).noneMatch(line -> line.contains(secret));
    }
  }
}
