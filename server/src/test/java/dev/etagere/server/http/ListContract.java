package dev.etagere.server.http;

import static dev.etagere.server.http.HttpTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.etagere.server.http.Http.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GET of a collection. */
interface ListContract extends HttpTest {
  /** Holds what {@link #list_pages_showEachItemOnce} creates, and nothing else. */
  String LISTED = "listed";

  @Test
  default void list_pages_showEachItemOnce() {
    List<String> created = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      String path = "/v1/listed/item-" + i;
      created.add(http().create(path, "{\"i\":" + i + "}"));
    }
    http().delete("/v1/listed/item-3").ifMatch(created.get(3)).send();

    List<String> ids = new ArrayList<>();
    String next = "/v1/listed?limit=4";
    while (!next.isEmpty()) {
      Answer page = http().get(next).send();
      assertThat(page.status()).isEqualTo(200);
      for (JsonNode item : page.json().path("items")) {
        String id = item.path("id").asText();
        assertUntouched(
            "/v1/listed/" + id, item.path("etag").asText(), item.path("value").toString());
        ids.add(id);
      }
      next = page.json().path("next").asText();
      String link = page.has("Link") ? page.field("Link") : "";
      assertThat(link.contains("<" + next + ">; rel=\"next\"")).isEqualTo(!next.isEmpty());
    }

    assertThat(ids).containsExactly("item-0", "item-1", "item-2", "item-4", "item-5", "item-6");
    assertThat(http().get("/v1/listed").send().json().path("items")).hasSize(6);
    // So that it can run again on the same store.
    for (String id : ids) {
      http().delete("/v1/listed/" + id).ifMatch("*").send();
    }
    assertThat(http().get("/v1/listed").send().json().path("items")).isEmpty();
  }

  @Test
  default void list_weakTag_changesWithTheItems() {
    Answer before = http().get("/v1/notes?limit=1000").send();
    assertThat(before.etag()).startsWith("W/\"");
    Answer same = http().get("/v1/notes?limit=1000").ifNoneMatch(before.etag()).send();
    http().create("/v1/notes/!".replace("!", "+" + System.nanoTime()), "{}");
    Answer after = http().get("/v1/notes?limit=1000").ifNoneMatch(before.etag()).send();

    assertThat(same.status()).isEqualTo(304);
    assertThat(after.status()).isEqualTo(200);
    assertThat(after.etag()).isNotEqualTo(before.etag());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=1001",
        "limit=-1",
        "limit=x",
        "limit=",
        "after=",
        "after=%20",
        "after=_",
        "after=YQ=",
        "after=YR",
        "unknown=1",
        "sort=a",
        "sort=",
        "count=1",
        "fields=",
        "fields=a..b",
        "filter=",
        "filter=status==open",
        "limit=1&limit=2",
        "%zz",
        "limit=%zz",
        "=",
        "&"
      })
  default void list_badQuery_isRefused(String query) {
    assertThat(http().base().getPort()).isPositive();
    Answer answer = RawHttp.get(http().base(), "/v1/notes?" + query);

    if (query.equals("&")) {
      assertThat(answer.status()).isEqualTo(200);
    } else {
      assertProblem(answer, 400, "bad-request");
    }
  }
}
