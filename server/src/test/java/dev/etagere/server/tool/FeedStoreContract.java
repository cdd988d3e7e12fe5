package dev.etagere.server.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.EtagereServer;
import dev.etagere.server.auth.key.ApiKey;
import dev.etagere.server.config.load.ConfigLoader;
import dev.etagere.server.config.load.ConfigLoader.Arguments;
import dev.etagere.server.http.Http;
import dev.etagere.server.http.Http.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Import and export straight to a store, and that a server on the same store agrees with them on
 * every line.
 */
interface FeedStoreContract {
  SecureRandom RANDOM = new SecureRandom();
  ApiKey ANN = ApiKey.create(RANDOM);
  String CONFIG = "--config=etagere.yaml";

  /** An empty folder, the working folder of the commands. */
  Path folder();

  /** The text of a configuration that names an empty store. */
  String store();

  private ToolRuns runs(String... more) throws Exception {
    Files.writeString(
        folder().resolve("invoice.json"),
        "{\"properties\": {\"total\": {\"type\": \"number\", \"minimum\": 0}}}");
    Files.writeString(
        folder().resolve("etagere.yaml"),
        """
        %s
        limits: {bodyBytes: 1KiB}
        collections:
          payments: {idempotencyKey: required}
          invoices: {schema: invoice.json, query: [total]}
          places: {naturalKey: [number], generated: {code: uuid}}
          own: {%s}
        %s
        """
            .formatted(
                store(), more.length == 0 ? "" : "grants: {owner: true}", String.join("\n", more)));
    return new ToolRuns(folder(), Map.of());
  }

  private EtagereServer server() throws Exception {
    return EtagereServer.start(
        new ConfigLoader(folder(), Map.of()).load(Arguments.NONE).config().withPort(0));
  }

  private static String over(EtagereServer server) {
    return "--server=" + server.baseUri();
  }

  private static String[] with(List<String> arguments, String more) {
    return Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new);
  }

  private static String item(String id, String value) {
    return "{\"id\":\"%s\",\"etag\":\"x\",\"lastModified\":\"x\",\"value\":%s}"
        .formatted(id, value);
  }

  @Test
  default void import_documentsAndItems_areWhatAServerWouldHaveMadeOfThem() throws Exception {
    ToolRuns runs = runs();
    String lines =
        "{\"a\":1}\n{\"a\":1}\n{ \"b\" : 2.00 }\n" + item("named", "{ \"é\": \"\\u00e9\" }");

    assertThat(runs.feed(new ImportTool(), lines, "payments", CONFIG)).isZero();
    assertThat(runs.out()).isEqualTo("4 created, 0 unchanged, 0 refused.\n");
    assertThat(runs.feed(new ImportTool(), lines + "\n{\"c\":3}", "payments", CONFIG)).isZero();
    assertThat(runs.out()).isEqualTo("1 created, 4 unchanged, 0 refused.\n");

    try (EtagereServer server = server()) {
      Http http = new Http(server.baseUri());
      assertThat(http.get("/v1/payments/named").send().text()).isEqualTo("{ \"é\": \"\\u00e9\" }");
      assertThat(runs.feed(new ImportTool(), lines + "\n{\"d\":4}", "payments", over(server)))
          .isZero();
      assertThat(runs.out()).isEqualTo("1 created, 4 unchanged, 0 refused.\n");
      Answer named = http.get("/v1/payments/named").send();
      http.delete("/v1/payments/named").ifMatch(named.etag()).send();
      assertThat(runs.run(new ExportTool(), "payments", over(server))).isZero();
      assertThat(runs.lines()).hasSize(5);
    }

    assertThat(runs.feed(new ImportTool(), lines + "\n{\"d\":4}", "payments", CONFIG)).isZero();
    assertThat(runs.out()).isEqualTo("0 created, 5 unchanged, 0 refused.\n");
  }

  @Test
  default void import_moreThanIsSentAtOnce_createsAllAndAfterAnEndGoesOn() throws Exception {
    ToolRuns runs = runs();
    String lines =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "{\"total\":" + i + "}")
            .collect(Collectors.joining("\n"));

    String some = lines.substring(0, lines.indexOf("{\"total\":400}"));
    assertThat(runs.feed(new ImportTool(), some, "invoices", CONFIG, "--parallel=200")).isZero();
    assertThat(runs.feed(new ImportTool(), lines, "invoices", CONFIG)).isZero();

    assertThat(runs.out()).isEqualTo("600 created, 400 unchanged, 0 refused.\n");
    try (EtagereServer server = server()) {
      Http http = new Http(server.baseUri());
      // The members that lists are by are indexed too.
      assertThat(
              http.get("/v1/invoices?filter=total=ge=990&sort=-total&limit=3&fields=total")
                  .send()
                  .json()
                  .path("items")
                  .findValuesAsText("total"))
          .containsExactly("999", "998", "997");
    }
  }

  @Test
  default void import_refusedLines_areNamedWithTheirReason() throws Exception {
    ToolRuns runs = runs();
    String lines =
        String.join(
            "\n",
            "{\"total\":1}",
            "{\"total\":-1}",
            "nonsense",
            "{\"a\":1,\"a\":2}",
            "{\"a\":\"" + "x".repeat(1_020) + "\"}",
            item("i", "{\"total\":\"x\\ty\"}"),
            item("j", "{}"));

    assertThat(runs.feed(new ImportTool(), lines, "invoices", CONFIG)).isEqualTo(1);

    assertThat(runs.out()).isEqualTo("2 created, 0 unchanged, 5 refused.\n");
    assertThat(runs.err().lines().sorted())
        .hasSize(5)
        .satisfiesExactly(
            line -> assertThat(line).startsWith("Line 2 was refused: ").contains("/total", "0"),
            line ->
                assertThat(line).startsWith("Line 3 was refused: ").contains("line 1, column 1"),
            line -> assertThat(line).startsWith("Line 4 was refused: ").contains("a"),
            line -> assertThat(line).startsWith("Line 5 was refused: ").contains("1024"),
            line -> assertThat(line).startsWith("Line 6 was refused: ").contains("/total"));
    assertThat(runs.feed(new ImportTool(), item("j", "{\"x\":1}"), "invoices", CONFIG))
        .isEqualTo(1);
    assertThat(runs.err()).contains("Line 1 was refused: a resource with this id exists");
    assertThat(runs.feed(new ImportTool(), item("j", "{}"), "invoices", CONFIG)).isZero();
  }

  @Test
  default void import_naturalKeysAndGeneratedMembers_areKept() throws Exception {
    ToolRuns runs = runs();
    String lines = "{\"number\":1}\n{\"number\":1}\n{\"number\":1,\"x\":2}\n{\"x\":2}";

    int code = runs.feed(new ImportTool(), lines, "places", CONFIG, "--parallel=1");

    assertThat(code).isEqualTo(1);
    assertThat(runs.out()).isEqualTo("1 created, 1 unchanged, 2 refused.\n");
    assertThat(runs.err()).contains("Line 3 was refused: the resource with this natural key");
    assertThat(runs.err()).containsPattern("Line 4 was refused: .*number");
    assertThat(runs.run(new ExportTool(), "places", "--documents", CONFIG)).isZero();
    assertThat(runs.lines()).singleElement().asString().contains("\"code\":");
  }

  @Test
  default void export_serverAtWork_isWhatTheServerExports() throws Exception {
    ToolRuns runs = runs();
    try (EtagereServer server = server()) {
      Http http = new Http(server.baseUri());
      for (int i = 0; i < 450; i++) {
        http.create("/v1/invoices/i-%03d".formatted(i), "{ \"n\": " + i + ".00,\n \"é\":\"x\" }");
      }
      String tag = http.create("/v1/invoices/gone", "{}");
      http.delete("/v1/invoices/gone").ifMatch(tag).send();
      for (List<String> kind : List.of(List.of("invoices"), List.of("invoices", "--documents"))) {
        assertThat(runs.run(new ExportTool(), with(kind, over(server)))).isZero();
        List<String> expected = runs.lines();

        assertThat(runs.run(new ExportTool(), with(kind, CONFIG))).isZero();

        assertThat(runs.lines()).hasSize(450).isEqualTo(expected);
        assertThat(runs.err()).isEqualTo("450 written.\n");
      }
    }
  }

  @Test
  default void import_ofACaller_isFoundByThatCallerAndNoOther() throws Exception {
    ToolRuns runs = runs("auth: {keys: {ann: '" + ANN.hash(RANDOM) + "'}}");
    String lines = "{\"a\":1}\n" + item("mine", "{\"b\":1}");

    assertThat(runs.feed(new ImportTool(), lines, "own", CONFIG, "--caller=key:ann")).isZero();
    assertThat(runs.feed(new ImportTool(), lines, "own", CONFIG, "--caller=key:bob")).isZero();
    assertThat(runs.out()).isEqualTo("2 created, 0 unchanged, 0 refused.\n");

    try (EtagereServer server = server()) {
      Path token = Files.writeString(folder().resolve("token"), ANN.text());
      String[] asAnn = {"own", over(server), "--token-file=" + token};
      assertThat(runs.feed(new ImportTool(), lines, asAnn)).isZero();
      assertThat(runs.out()).isEqualTo("0 created, 2 unchanged, 0 refused.\n");
      assertThat(runs.run(new ExportTool(), asAnn)).isZero();
      assertThat(runs.lines()).hasSize(2);
    }
    // Whoever sees all knows them by the ids that the store has, and these can be imported again.
    assertThat(runs.run(new ExportTool(), "own", CONFIG)).isZero();
    assertThat(runs.lines()).hasSize(4);
    String all = String.join("\n", runs.lines());
    assertThat(runs.feed(new ImportTool(), all, "own", CONFIG)).isZero();
    assertThat(runs.out()).isEqualTo("0 created, 4 unchanged, 0 refused.\n");
    String long200 = item("x".repeat(200), "{}");
    assertThat(runs.feed(new ImportTool(), long200, "own", CONFIG, "--caller=key:ann"))
        .isEqualTo(1);
    assertThat(runs.err()).contains("at most 173 characters");
  }

  @Test
  default void feed_mistakes_endWith2AndChangeNothing() throws Exception {
    ToolRuns runs = runs();

    assertThat(runs.feed(new ImportTool(), "{}", "nothing", CONFIG)).isEqualTo(2);
    assertThat(runs.err()).contains("no collection 'nothing', only invoices, own, payments");
    assertThat(runs.feed(new ImportTool(), "{}", "own", CONFIG, "--server=http://h/")).isEqualTo(2);
    assertThat(runs.err()).contains("Both a server and a store are named");
    assertThat(runs.run(new ExportTool(), "own", CONFIG, "--token-file=t")).isEqualTo(2);
    assertThat(runs.feed(new ImportTool(), "{}", "own", CONFIG, "--caller=ann")).isEqualTo(2);
    assertThat(runs.err()).contains("'ann' is no caller. Write key:NAME or jwt:SUBJECT");
    assertThat(runs.feed(new ImportTool(), "{}", "own", "--caller=key:ann")).isEqualTo(2);
    assertThat(runs.err()).contains("--caller is for a store");
    assertThat(runs.feed(new ImportTool(), "{}", "own", "--config=none.yaml")).isEqualTo(2);
    assertThat(runs.err()).contains("The configuration has mistakes", "none.yaml");

    server().close();
    assertThat(runs.run(new ExportTool(), "nothing", CONFIG)).isEqualTo(2);
    assertThat(runs.err()).contains("has no collection 'nothing'");
    assertThat(runs.run(new ExportTool(), "own", CONFIG)).isZero();
    assertThat(runs.lines()).isEmpty();
  }
}
