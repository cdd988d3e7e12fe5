package dev.etagere.server.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.sun.net.httpserver.HttpServer;
import dev.etagere.server.EtagereServer;
import dev.etagere.server.config.load.ConfigLoader;
import dev.etagere.server.http.Http;
import dev.etagere.server.resource.CollectionPolicy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Import and export as commands, against a server. */
class FeedHttpTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private EtagereServer server;

  @BeforeEach
  void start() {
    server =
        EtagereServer.builder()
            .collection("payments", CollectionPolicy.DEFAULT.withKeyRequired(true))
            .collection("copies")
            .collection("places", CollectionPolicy.DEFAULT.withNaturalKey(List.of("number")))
            .start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void import_documents_createsOneOfEachLineAndNothingTwice() {
    String lines = "{\"a\":1}\n\n{\"a\":1}\r\n  \n{ \"b\" : 2.00 }";

    assertThat(run(new ImportTool(), lines, "payments")).isZero();
    assertThat(out.toString()).contains("3 created, 0 unchanged, 0 refused");
    assertThat(run(new ImportTool(), lines + "\n{\"c\":3}", "payments")).isZero();

    assertThat(out.toString()).contains("1 created, 3 unchanged, 0 refused");
    assertThat(export("payments", "--documents"))
        .containsExactlyInAnyOrder("{\"a\":1}", "{\"a\":1}", "{ \"b\" : 2.00 }", "{\"c\":3}");
  }

  @Test
  void import_whatWasDeletedSince_isNotCreatedAgain() {
    run(new ImportTool(), "{\"a\":1}", "payments");
    Http http = new Http(server.baseUri());
    var item = http.get("/v1/payments").send().json().path("items").path(0);
    http.delete("/v1/payments/" + item.path("id").asText())
        .ifMatch(item.path("etag").asText())
        .send();

    assertThat(run(new ImportTool(), "{\"a\":1}", "payments")).isZero();

    assertThat(out.toString()).contains("0 created, 1 unchanged");
    assertThat(export("payments")).isEmpty();
  }

  @Test
  void export_importedElsewhere_hasTheSameIdsAndBytes() {
    Http http = new Http(server.baseUri());
    for (int i = 0; i < 450; i++) {
      http.create(
          "/v1/payments/p-%03d".formatted(i), "{ \"n\": " + i + ".00, \"é\": \"\\u00e9\" }");
    }
    http.create("/v1/payments/broken", "{\n\"a\":\r\n1}");

    List<String> lines = export("payments");
    assertThat(lines).hasSize(451);
    String file = String.join("\n", lines);
    assertThat(run(new ImportTool(), file, "copies")).isZero();
    assertThat(out.toString()).contains("451 created");
    assertThat(run(new ImportTool(), file, "copies")).isZero();

    assertThat(out.toString()).contains("0 created, 451 unchanged");
    assertThat(http.get("/v1/copies/p-007").send().text())
        .isEqualTo("{ \"n\": 7.00, \"é\": \"\\u00e9\" }");
    assertThat(http.get("/v1/copies/broken").send().text()).isEqualTo("{ \"a\":  1}");
    assertThat(export("copies", "--documents")).hasSize(451).contains("{ \"a\":  1}");
  }

  @Test
  void import_itemThatIsThere_isUnchangedIfEqualAndRefusedIfNot() {
    Http http = new Http(server.baseUri());
    http.create("/v1/copies/a", "{\"a\":1}");
    http.create("/v1/copies/b", "{\"b\":2}");

    int code =
        run(new ImportTool(), item("a", "{\"a\":1}") + "\n" + item("b", "{\"b\":1}"), "copies");

    assertThat(code).isEqualTo(1);
    assertThat(out.toString()).contains("0 created, 1 unchanged, 1 refused");
    assertThat(err.toString()).contains("Line 2 was refused: 412");
    assertThat(http.get("/v1/copies/b").send().text()).isEqualTo("{\"b\":2}");
  }

  @Test
  void import_refusedLines_areNamedWithTheirReasonAndTheOthersAreCreated() {
    String lines = "{\"a\":1}\nnonsense\n[1]\n{\"a\":1,\"a\":2}\n{\"b\":1}";

    assertThat(run(new ImportTool(), lines, "payments")).isEqualTo(1);

    assertThat(out.toString()).contains("2 created, 0 unchanged, 3 refused");
    assertThat(err.toString())
        .contains("Line 2 was refused: 400", "Line 3 was refused: 400", "Line 4 was refused: 400");
  }

  @Test
  void import_naturalKeys_findsWhatIsThere() {
    String lines = "{\"number\":1}\n{\"number\":1}\n{\"number\":1,\"x\":2}";

    run(new ImportTool(), lines, "places", "--parallel", "1");

    assertThat(out.toString()).contains("1 created, 1 unchanged, 1 refused");
    assertThat(err.toString()).contains("Line 3 was refused: 409");
  }

  @Test
  void import_unknownCollectionOrServer_endsAtOnceAndSaysSo() {
    assertThat(run(new ImportTool(), "{}\n".repeat(1_000), "nothing")).isEqualTo(1);
    assertThat(err.toString()).contains("no collection /v1/nothing");

    assertThat(run(new ImportTool(), "{}", "payments", "--server", "ftp://x")).isEqualTo(1);
    assertThat(err.toString()).contains("'ftp://x' is no address of a server");
    assertThat(run(new ImportTool(), "{}", "No Name")).isEqualTo(1);
    assertThat(err.toString()).contains("'No Name' is no name of a collection");
    assertThat(run(new ImportTool(), "{}", "payments", "--parallel", "0")).isEqualTo(1);
  }

  @Test
  void import_lineWithoutEnd_isRefusedBeforeItFillsMemory() {
    assertThat(run(new ImportTool(), "{\"a\":1}\n" + "x".repeat((16 << 20) + 1), "payments"))
        .isEqualTo(1);

    assertThat(err.toString()).contains("Line 2 has more than");
  }

  @Test
  void import_serverThatIsBusyAndThenNot_sendsTheSameKeyAgain() throws IOException {
    AtomicInteger answers = new AtomicInteger();
    List<String> seen = new CopyOnWriteArrayList<>();
    HttpServer busy =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    busy.createContext(
        "/",
        exchange -> {
          seen.add(
              exchange.getRequestHeaders().getFirst("Idempotency-Key")
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          int answer = answers.getAndIncrement();
          if (answer == 0) {
            // Nobody knows what became of it.
            exchange.close();
            return;
          }
          exchange.sendResponseHeaders(answer < 3 ? 503 : 201, -1);
          exchange.close();
        });
    busy.start();
    try {
      Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
      String url = "http://127.0.0.1:" + busy.getAddress().getPort() + "/";
      int code =
          run(
              new ImportTool(),
              "{}",
              "payments",
              "--server",
              url,
              "--token-file",
              token.toString());

      assertThat(code).isZero();
      assertThat(seen).hasSize(4).allMatch(seen.get(0)::equals);
      assertThat(seen.get(0)).startsWith("\"import-").endsWith("Bearer s3cret");
    } finally {
      busy.stop(0);
    }
  }

  @Test
  void import_serverThatIsGone_saysThatItGoesOn() {
    String url = server.baseUri().toString();
    server.close();

    assertThat(run(new ImportTool(), "{}", "payments", "--server", url, "--patience", "0"))
        .isEqualTo(1);

    assertThat(err.toString()).contains("Run the same command again", "makes nothing twice");
  }

  @Test
  void export_unknownCollection_saysSoAndWritesNothing() {
    assertThat(run(new ExportTool(), "", "nothing")).isEqualTo(1);

    assertThat(err.toString()).contains("cannot be listed: 404");
    assertThat(data.size()).isZero();
  }

  private static String item(String id, String value) {
    return "{\"id\":\"%s\",\"etag\":\"x\",\"lastModified\":\"x\",\"value\":%s}"
        .formatted(id, value);
  }

  private List<String> export(String... arguments) {
    data.reset();
    assertThat(run(new ExportTool(), "", arguments)).isZero();
    String written = data.toString(StandardCharsets.UTF_8);
    return written.isEmpty()
        ? List.of()
        : Splitter.on('\n').splitToList(written.substring(0, written.length() - 1));
  }

  private int run(Tool tool, String in, String... arguments) {
    Map<String, String> none = ImmutableMap.of();
    Terminal terminal =
        new Terminal(
            new ConfigLoader(folder, none),
            none,
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            data,
            new PrintWriter(out, true),
            new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of(arguments));
    if (!all.contains("--server")) {
      all.addAll(List.of("--server", server.baseUri().toString()));
    }
    return new CommandLine(tool.spec())
        .setExecutionStrategy(parsed -> tool.run(parsed, terminal))
        .execute(all.toArray(String[]::new));
  }
}
