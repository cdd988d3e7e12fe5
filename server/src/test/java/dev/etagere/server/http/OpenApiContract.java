package dev.etagere.server.http;

import static dev.etagere.server.http.HttpTest.assertPreconditionFailed;
import static dev.etagere.server.http.HttpTest.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.etagere.server.http.Http.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** {@code /openapi.json} and {@code /openapi.yaml}. */
public interface OpenApiContract extends HttpTest {
  /** The description as it is now. */
  default JsonNode openApi() {
    Answer answer = http().get("/openapi.json").send();
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  private JsonNode operation(String method, String path) {
    JsonNode operation = openApi().path("paths").path(path).path(method);
    assertThat(operation.isObject()).as("%s %s", method, path).isTrue();
    return operation;
  }

  private List<String> requiredFields(String method, String path) {
    List<String> names = new ArrayList<>();
    for (JsonNode parameter : operation(method, path).path("parameters")) {
      JsonNode resolved = resolved(openApi(), parameter);
      if (resolved.path("required").asBoolean()) {
        names.add(resolved.path("name").asText());
      }
    }
    return names;
  }

  private static JsonNode resolved(JsonNode document, JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  @Test
  default void openApi_hasThePathsOfEachCollection() {
    Set<String> paths = new TreeSet<>(Set.of("/v1", "/problems/{type}"));
    POLICIES
        .keySet()
        .forEach(name -> paths.addAll(List.of("/v1/" + name, "/v1/" + name + "/{id}")));
    List<String> described = new ArrayList<>();
    openApi().path("paths").fieldNames().forEachRemaining(described::add);

    assertThat(openApi().path("openapi").asText()).isEqualTo("3.1.0");
    assertThat(described).containsExactlyInAnyOrderElementsOf(paths);
  }

  @Test
  default void openApi_asYaml_isTheSame_withoutAliases() throws Exception {
    Answer yaml = http().get("/openapi.yaml").send();
    Object tree =
        new Load(LoadSettings.builder().setMaxAliasesForCollections(0).build())
            .loadFromString(yaml.text());

    assertThat(yaml.field("Content-Type")).isEqualTo("application/yaml");
    assertThat(new ObjectMapper().readTree(new ObjectMapper().writeValueAsBytes(tree)))
        .isEqualTo(openApi());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/openapi.json", "/openapi.yaml"})
  default void openApi_canBeRevalidated(String path) {
    Answer first = http().get(path).header("Accept", "text/html").send();
    Answer again = http().get(path).ifNoneMatch("W/" + first.etag() + ", \"x\"").send();

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.field("Cache-Control")).isEqualTo("no-cache");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.etag()).isEqualTo(first.etag());
    assertThat(again.body().size()).isZero();
    assertThat(http().get(path).ifNoneMatch("*").send().status()).isEqualTo(304);
    assertThat(http().get(path).ifNoneMatch("\"x\"").send().status()).isEqualTo(200);
    assertThat(http().get(path).ifMatch(first.etag()).send().status()).isEqualTo(200);
    assertPreconditionFailed(http().get(path).ifMatch("\"x\"").send(), "stale");
    assertPreconditionFailed(http().get(path).ifMatch("W/" + first.etag()).send(), "weak-tag");
  }

  @Test
  default void openApi_badRequests_areRefused() {
    assertProblem(http().get("/openapi.json?x=1").send(), 400, "bad-request");
    assertProblem(http().get("/openapi.json").ifNoneMatch("x").send(), 400, "bad-request");
    assertProblem(http().post("/openapi.json", "{}").send(), 405, "method-not-allowed");
    assertProblem(http().get("/openapi.xml").send(), 404, "not-found");
    assertProblem(http().get("/openapi.json/").send(), 404, "not-found");
    assertThat(http().request("HEAD", "/openapi.json", new byte[0]).send().status()).isEqualTo(200);
  }

  @Test
  default void openApi_references_leadSomewhere() {
    JsonNode document = openApi();

    List<String> references = document.findValuesAsText("$ref");
    assertThat(references).isNotEmpty();
    assertThat(references)
        .allMatch(reference -> reference.startsWith("#/"))
        .noneMatch(reference -> document.at(reference.substring(1)).isMissingNode());
    List<String> operations = new ArrayList<>();
    document.path("paths").forEach(path -> operations.addAll(path.findValuesAsText("operationId")));
    assertThat(document.toString()).doesNotContain("file:", "example.com/money");
    List<String> own = new ArrayList<>();
    document.path("paths").forEach(path -> path.forEach(one -> addText(one, own)));
    assertThat(own).doesNotHaveDuplicates().containsAll(operations);
  }

  private static void addText(JsonNode operation, List<String> ids) {
    if (operation.has("operationId")) {
      ids.add(operation.path("operationId").asText());
    }
  }

  @Test
  default void openApi_requiresTheFieldsThatTheServerRequires() {
    assertThat(requiredFields("put", "/v1/notes/{id}")).isEmpty();
    assertThat(requiredFields("patch", "/v1/notes/{id}")).containsExactly("If-Match");
    assertThat(requiredFields("delete", "/v1/notes/{id}")).containsExactly("If-Match");
    assertThat(requiredFields("get", "/v1/notes/{id}")).isEmpty();
    assertThat(requiredFields("post", "/v1/notes")).isEmpty();
    assertThat(requiredFields("post", "/v1/" + PAYMENTS)).containsExactly("Idempotency-Key");
  }

  @Test
  default void openApi_listParameters_areThoseOfTheCollection() {
    JsonNode parameters = operation("get", "/v1/" + QueryContract.ORDERS).path("parameters");

    assertThat(parameters.path(0).at("/schema/x-members"))
        .hasToString("[\"id\",\"createdAt\",\"modifiedAt\",\"status\",\"total\",\"owner.id\"]");
    assertThat(parameters.path(1).at("/schema/items/enum").toString())
        .contains("\"owner.id\",\"-owner.id\"]");
  }

  /** Each answer of a problem must be of a type that is described for its status. */
  private void assertDescribed(String method, String path, Answer answer) {
    JsonNode document = openApi();
    JsonNode response =
        resolved(
            document,
            operation(method, path).path("responses").path(Integer.toString(answer.status())));
    assertThat(response.at("/content/application~1problem+json/schema").toString())
        .as("%s %s: %s", method, path, answer)
        .contains('"' + answer.json().path("type").asText() + '"');
  }

  @Test
  default void openApi_problems_areThoseThatAreAnswered() {
    String path = "/v1/notes/{id}";
    String fresh = Http.fresh(NOTES);
    String tag = http().create(fresh, "{\"a\":1}");
    assertDescribed("get", path, http().get(Http.fresh(NOTES)).send());
    assertDescribed("get", path, http().get(fresh).ifMatch("\"x\"").send());
    assertDescribed("get", path, http().get(fresh).header("Accept", "text/html").send());
    assertDescribed("put", path, http().put(fresh, "{}").send());
    assertDescribed("put", path, http().put(fresh, "{").ifMatch("*").send());
    assertDescribed("put", path, http().put(fresh, "{}").ifMatch("\"x\"").send());
    assertDescribed("patch", path, http().mergePatch(fresh, "{").ifMatch("*").send());
    assertDescribed("patch", path, http().mergePatch(Http.fresh(NOTES), "{}").ifMatch("*").send());
    String test = "[{\"op\":\"test\",\"path\":\"/a\",\"value\":2}]";
    assertDescribed("patch", path, http().jsonPatch(fresh, test).ifMatch("*").send());
    String missing = "[{\"op\":\"remove\",\"path\":\"/b\"}]";
    assertDescribed("patch", path, http().jsonPatch(fresh, missing).ifMatch("*").send());
    Answer json = http().request("PATCH", fresh, "{}".getBytes(UTF_8)).ifMatch("*").send();
    assertDescribed("patch", path, json);
    assertThat(http().delete(fresh).ifMatch(tag).send().status()).isEqualTo(204);
    assertDescribed("get", path, http().get(fresh).send());
    assertDescribed("delete", path, http().delete(fresh).ifMatch("*").send());
    assertDescribed("delete", path, http().delete(fresh).send());
    assertDescribed("get", "/v1/notes", http().get("/v1/notes?limit=0").send());
    assertDescribed("post", "/v1/notes", http().post("/v1/notes", "[]").send());
    assertDescribed("post", "/v1/" + INVOICES, http().post("/v1/" + INVOICES, "{}").send());
  }

  /** In the order of somebody who tries one after the other, each as it stands there. */
  @Test
  default void openApi_examples_workAsTheyStand() {
    JsonNode document = openApi();
    // Another test counts what is in LISTED, whose policy is that of NOTES.
    for (String name : POLICIES.keySet()) {
      if (name.equals(ListContract.LISTED)) {
        continue;
      }
      OpenApiExamples examples = new OpenApiExamples(http(), document);
      assertThat(examples.send("get", "/v1/" + name).status()).isEqualTo(200);
      Answer created = examples.send("post", "/v1/" + name);
      assertThat(created.status()).as("POST %s: %s", name, created).isIn(200, 201);
      String path = "/v1/" + name + "/{id}";
      if (POLICIES.get(name).rulesMembers()) {
        // There a PUT cannot create at any URL: what was created by POST is changed.
        examples.use(created.field(created.has("Location") ? "Location" : "Content-Location"));
      } else {
        Answer put = examples.send("put", path);
        assertThat(put.status()).as("PUT %s: %s", name, put).isEqualTo(201);
      }
      Answer got = examples.send("get", path);
      if (created.has("Idempotent-Replayed") && POLICIES.get(name).rulesMembers()) {
        // The key of the example was used before, when these tests ran on the same data.
        assertThat(got.status()).as("GET %s: %s", name, got).isEqualTo(410);
        continue;
      }
      assertThat(got.status()).as("GET %s: %s", name, got).isEqualTo(200);
      for (String method : List.of("patch", "delete")) {
        for (Map.Entry<String, Answer> sent : examples.sendEachBody(method, path).entrySet()) {
          assertThat(sent.getValue().status())
              .as("%s %s, %s: %s", method, name, sent.getKey(), sent.getValue())
              .isIn(200, 204);
        }
      }
    }
  }
}
