package dev.etagere.server.http;

import static dev.etagere.server.http.HttpTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.etagere.server.http.Http.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /v1} and {@code /problems/{type}}. */
public interface CatalogueContract extends HttpTest {
  @Test
  default void catalogue_listsEachCollectionInOrder_withALinkThatLeadsThere() {
    List<String> names = new ArrayList<>();
    for (JsonNode collection : http().get("/v1").send().json().path("collections")) {
      names.add(collection.path("name").asText());
      assertThat(http().get(collection.path("href").asText()).send().status()).isEqualTo(200);
    }

    assertThat(names).isSorted().containsExactlyInAnyOrderElementsOf(POLICIES.keySet());
  }

  @Test
  default void catalogue_tellsThePolicies() {
    JsonNode strict = policy(STRICT);
    assertThat(strict.path("cacheControl").asText()).isEqualTo("private, max-age=5");
    assertThat(strict.path("ifMatchAny").asBoolean(true)).isFalse();
    assertThat(strict.path("tombstoneRetention").asText()).isEqualTo("PT720H");
    assertThat(strict.path("idempotencyKey").asText()).isEqualTo("optional");
    assertThat(policy(SWITCHES).path("replay").asText()).isEqualTo("content");
    assertThat(policy(PAYMENTS).path("idempotencyKey").asText()).isEqualTo("required");
    assertThat(policy(PLACES).path("naturalKey")).hasToString("[\"country\",\"number\"]");
    assertThat(policy(TOKENS).path("generated").path("token").asText()).isEqualTo("random");
  }

  private JsonNode policy(String name) {
    for (JsonNode collection : http().get("/v1").send().json().path("collections")) {
      if (collection.path("name").asText().equals(name)) {
        return collection.path("policy");
      }
    }
    throw new AssertionError("no " + name);
  }

  @Test
  default void catalogue_whereNobodyIsAsked_grantsEverything() {
    JsonNode first = http().get("/v1").send().json().path("collections").path(0);

    assertThat(first.path("permissions"))
        .hasToString("[\"read\",\"create\",\"update\",\"delete\",\"force\",\"others\"]");
    assertThat(first.path("ownResourcesOnly").asBoolean(true)).isFalse();
  }

  @Test
  default void catalogue_badRequests_areRefused() {
    assertProblem(http().get("/v1?x=1").send(), 400, "bad-request");
    assertProblem(http().get("/v1").header("Accept", "text/html").send(), 406, "not-acceptable");
    Answer posted = http().post("/v1", "{}").send();
    assertProblem(posted, 405, "method-not-allowed");
    assertThat(posted.field("Allow")).contains("GET");
  }

  @ParameterizedTest
  @CsvSource({
    "*/*, text/plain;charset=utf-8",
    "'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8', text/html;charset=utf-8",
    "application/json, application/json",
    "'application/json;q=0.5,text/html;q=0.1', application/json",
    "image/png, text/plain;charset=utf-8"
  })
  default void problemType_isExplainedAsAcceptAsks(String accept, String type) {
    Answer answer = http().get("/problems/gone").header("Accept", accept).send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.field("Content-Type")).isEqualTo(type);
    assertThat(answer.field("Vary")).isEqualTo("Accept");
    assertThat(answer.text()).contains("The resource was deleted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "text/html;q=x", "/", ";;", "text/html;q=\"", "é"})
  default void problemType_withAMalformedAccept_isExplainedOrRefused(String accept) {
    Answer answer =
        RawHttp.send(
            http().base(),
            "GET /problems/gone HTTP/1.1",
            "Accept: " + accept + "\r\n",
            new byte[0]);

    assertThat(answer.status()).as("%s", answer).isIn(200, 400);
  }

  @Test
  default void problemType_asJson_hasWhatEveryOccurrenceHas() {
    JsonNode gone = http().get("/problems/gone").header("Accept", "application/json").send().json();

    assertThat(gone.path("type").asText()).isEqualTo("/problems/gone");
    assertThat(gone.path("status").asInt()).isEqualTo(410);
    assertThat(gone.path("title").asText()).isEqualTo("The resource was deleted");
    assertThat(gone.path("explanation").asText()).contains("If-None-Match: *");
  }

  @Test
  default void problemType_asHtml_escapesAndRunsNothing() {
    Answer page = http().get("/problems/patch-test-failed").header("Accept", "text/html").send();

    assertThat(page.text()).contains("An operation &quot;test&quot; of the JSON Patch");
    assertThat(page.field("Content-Security-Policy")).isEqualTo("default-src 'none'");
  }
}
