package dev.etagere.server.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.EtagereServer;
import dev.etagere.server.http.Http;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code etagere check} on a store that a server is running on. */
interface CheckToolContract {
  String SCHEMA =
      """
      {"type": "object", "required": ["total"],
       "properties": {"total": {"$ref": "money.json"}, "due": {"format": "date"}}}
      """;
  String MONEY = "{\"type\": \"number\", \"minimum\": 0}";

  /** An empty folder, the working folder of the commands. */
  Path folder();

  /** The text of a configuration that names an empty store, and ends before {@code collections}. */
  String store();

  /** A server on that store, with the collections {@code invoices} and {@code notes}. */
  EtagereServer server();

  private ToolRuns runs(String invoices) throws IOException {
    Files.writeString(folder().resolve("invoice.json"), SCHEMA);
    Files.writeString(folder().resolve("money.json"), MONEY);
    Files.writeString(
        folder().resolve("etagere.yaml"),
        store() + "\ncollections:\n  invoices: " + invoices + "\n  notes: {}\n");
    return new ToolRuns(folder(), Map.of());
  }

  private static void fill(Http http) {
    http.create("/v1/invoices/a", "{\"total\": 1.00}");
    http.create("/v1/invoices/b", "{\"total\": -1, \"due\": \"2026-02-30\"}");
    http.create("/v1/invoices/c", "{\"x\": 1}");
    String tag = http.create("/v1/invoices/gone", "{}");
    http.delete("/v1/invoices/gone").ifMatch(tag).send();
    http.create("/v1/notes/n", "{}");
  }

  @Test
  default void check_schemaOfTheConfiguration_listsWhatWouldBreak() throws IOException {
    ToolRuns runs = runs("{schema: [invoice.json, money.json]}");
    try (EtagereServer server = server()) {
      Http http = new Http(server.baseUri());
      fill(http);

      assertThat(runs.run(new CheckTool(), "--collection", "invoices")).isEqualTo(1);
      assertThat(runs.out().lines())
          .hasSize(4)
          .anyMatch(line -> line.startsWith("b /total ") && line.contains("(money.json#/minimum)"))
          .anyMatch(line -> line.startsWith("b /due ") && line.contains("date"))
          .anyMatch(line -> line.startsWith("c (root) ") && line.contains("total"))
          .last()
          .isEqualTo("2 of 3 resources of 'invoices' break the schema. Mistakes: 3, listed: 3.");

      assertThat(runs.run(new CheckTool(), "--collection", "invoices", "--most", "1")).isEqualTo(1);
      assertThat(runs.out().lines())
          .hasSize(2)
          .last()
          .asString()
          .contains("Mistakes: 3, listed: 1");

      // Nothing was changed, and the server goes on.
      assertThat(http.get("/v1/invoices/b").send().text())
          .isEqualTo("{\"total\": -1, \"due\": \"2026-02-30\"}");
      for (String id : new String[] {"b", "c"}) {
        String etag = http.get("/v1/invoices/" + id).send().etag();
        http.put("/v1/invoices/" + id, "{\"total\": 0}").ifMatch(etag).send();
      }
      assertThat(runs.run(new CheckTool(), "--collection", "invoices")).isZero();
      assertThat(runs.out()).isEqualTo("None of 3 resources of 'invoices' breaks the schema.\n");
    }
    // Also on a store that no server has.
    assertThat(runs.run(new CheckTool(), "--collection", "invoices")).isZero();
  }

  @Test
  default void check_schemaOfAFile_isTakenInsteadOfThatOfTheConfiguration() throws IOException {
    ToolRuns runs = runs("{}");
    try (EtagereServer server = server()) {
      fill(new Http(server.baseUri()));
      String schema = folder().resolve("invoice.json").toString();
      String money = folder().resolve("money.json").toString();

      int code =
          runs.run(new CheckTool(), "--collection=invoices", "--schema", schema, "--schema", money);

      assertThat(code).isEqualTo(1);
      assertThat(runs.out()).contains("2 of 3 resources of 'invoices' break the schema");
    }
  }

  @Test
  default void check_moreThanFitsAtATime_countsAllAndListsSome() throws IOException {
    ToolRuns runs = runs("{schema: [invoice.json, money.json]}");
    try (EtagereServer server = server()) {
      Http http = new Http(server.baseUri());
      for (int i = 0; i < 600; i++) {
        http.create("/v1/invoices/i%03d".formatted(i), i % 2 == 0 ? "{}" : "{\"total\":1}");
      }
    }

    assertThat(runs.run(new CheckTool(), "--collection", "invoices")).isEqualTo(1);

    assertThat(runs.out().lines())
        .hasSize(101)
        .last()
        .isEqualTo(
            "300 of 600 resources of 'invoices' break the schema. Mistakes: 300, listed: 100.");
  }

  @Test
  default void check_mistakes_endWith2AndSayWhatToDo() throws IOException {
    ToolRuns runs = runs("{}");
    server().close();

    assertThat(runs.run(new CheckTool())).isEqualTo(2);
    assertThat(runs.err()).contains("--collection");
    assertThat(runs.run(new CheckTool(), "--collection", "No Name")).isEqualTo(2);
    assertThat(runs.err()).contains("'No Name' is no name of a collection");
    assertThat(runs.run(new CheckTool(), "--collection", "invoices")).isEqualTo(2);
    assertThat(runs.err()).contains("no schema for the collection 'invoices'", "--schema FILE");
    assertThat(runs.run(new CheckTool(), "--collection", "other")).isEqualTo(2);
    assertThat(runs.err()).contains("no collection 'other', only invoices, notes", "--config");
    assertThat(runs.run(new CheckTool(), "--collection", "notes", "--schema", "none.json"))
        .isEqualTo(2);
    assertThat(runs.err()).contains("The schema is not usable", "none.json cannot be read");
    assertThat(runs.run(new CheckTool(), "--collection", "notes", "--most", "-1")).isEqualTo(2);
    assertThat(runs.run(new CheckTool(), "--collection", "notes", "--most", "x")).isEqualTo(2);
    String schema = folder().resolve("money.json").toString();
    assertThat(runs.run(new CheckTool(), "--collection", "other", "--schema", schema)).isEqualTo(2);
    assertThat(runs.err()).contains("has no collection 'other'");

    Files.writeString(folder().resolve("etagere.yaml"), "prot: 1");
    assertThat(runs.run(new CheckTool(), "--collection", "notes")).isEqualTo(2);
    assertThat(runs.err()).contains("The configuration has mistakes", "prot");
  }
}
