package dev.etagere.server.http;

import static dev.etagere.server.http.HttpTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.etagere.server.http.Http.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters, orders and pages of a collection that declares members. */
interface QueryContract extends HttpTest {
  /** Declares {@code status}, {@code total} and {@code owner.id}. */
  String ORDERS = "orders";

  private void given(String run) {
    order(run, "a", "{\"status\":\"open\",\"total\":100.50,\"owner\":{\"id\":42},\"x\":[1]}");
    order(run, "b", "{\"status\":\"open\",\"total\":1e2,\"owner\":{\"id\":\"42\"}}");
    order(run, "c", "{\"status\":\"opening\",\"total\":null}");
    order(run, "d", "{\"status\":\"closed\",\"total\":7}");
    order(run, "e", "{\"status\":true}");
  }

  private void order(String run, String id, String json) {
    String path = "/v1/orders/" + run + id;
    if (http().get(path).send().status() == 404) {
      http().create(path, json);
    }
  }

  private Answer list(String query) {
    return http().get("/v1/orders?" + query).send();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static List<String> ids(Answer page, String run) {
    assertThat(page.status()).as("%s", page).isEqualTo(200);
    List<String> ids = new ArrayList<>();
    page.json()
        .path("items")
        .forEach(item -> ids.add(item.path("id").asText().substring(run.length())));
    return ids;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "status==open                        | a b",
        "status=in=(open,closed)             | a b d",
        "status=out=(open,closed)            | c e",
        "status!=open                        | c d e",
        "status=prefix=open                  | a b c",
        "status==true                        | e",
        "status==\"true\"                    | ''",
        "status==open;total=gt=100           | a",
        "status==open;total=ge=100           | a b",
        "total=lt=1000                       | a b d",
        "total==100                          | b",
        "total==null                         | c",
        "total=exists=false                  | e",
        "total=exists=true                   | a b c d",
        "owner.id==42                        | a",
        "owner.id==\"42\"                    | b",
        "owner.id==42,owner.id=='42'         | a b",
        "(status==open,status==closed);total=le=100 | b d"
      })
  default void filter_rsql_showsWhatPasses(String filter, String expected) {
    given("f-");

    Answer page = list("sort=id&filter=" + encoded("id=prefix=f-;(" + filter + ")"));

    assertThat(ids(page, "f-"))
        .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
  }

  @Test
  default void sort_severalMembers_ordersByTypeThenValue() {
    given("s-");

    String filter = "&filter=" + encoded("id=prefix=s-");
    assertThat(ids(list("sort=total" + filter), "s-")).containsExactly("e", "c", "d", "b", "a");
    assertThat(ids(list("sort=-total" + filter), "s-")).containsExactly("a", "b", "d", "c", "e");
    assertThat(ids(list("sort=status,-total" + filter), "s-"))
        .containsExactly("e", "d", "a", "b", "c");
    assertThat(ids(list("sort=createdAt,id" + filter), "s-"))
        .containsExactlyInAnyOrder("a", "b", "c", "d", "e");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sort=total", "sort=status,-total", "sort=-modifiedAt,total", "limit=2"})
  default void pages_forwardAndBack_areTheSame(String query) {
    given("p-");
    String filter = "&filter=" + encoded("id=prefix=p-");
    List<String> whole = ids(list(query.replace("limit=2", "") + filter), "p-");
    String limit = query.contains("limit") ? "" : "&limit=2";

    List<List<String>> forward = new ArrayList<>();
    Answer page = list(query + limit + filter);
    forward.add(ids(page, "p-"));
    while (page.json().has("next")) {
      page = http().get(page.json().path("next").asText()).send();
      forward.add(ids(page, "p-"));
    }
    assertThat(forward.stream().flatMap(List::stream).toList()).isEqualTo(whole);
    assertThat(page.field("Link")).contains("rel=\"prev\"").doesNotContain("rel=\"next\"");
    for (int i = forward.size() - 2; i >= 0; i--) {
      page = http().get(page.json().path("prev").asText()).send();
      assertThat(ids(page, "p-")).isEqualTo(forward.get(i));
      assertThat(page.json().has("next")).isTrue();
    }
    assertThat(page.json().has("prev")).isFalse();
  }

  @Test
  default void fields_ofTheValue_areShownAsTheyWereSent() {
    given("v-");

    Answer page = list("filter=" + encoded("id==v-a") + "&fields=total,owner.id,status.x,missing");

    assertThat(page.text()).contains("\"value\":{\"total\":100.50,\"owner\":{\"id\":42}}");
    JsonNode item = page.json().path("items").get(0);
    assertThat(item.path("etag").asText()).isEqualTo(http().get("/v1/orders/v-a").send().etag());
  }

  @Test
  default void count_onDemand_isThatOfTheFilter() {
    given("c-");
    String filter = "filter=" + encoded("id=prefix=c-;status==open") + "&limit=1";

    Answer counted = list(filter + "&count=true");

    assertThat(counted.json().path("count").asInt()).isEqualTo(2);
    assertThat(counted.json().path("countIs").asText()).isEqualTo("exact");
    assertThat(list(filter).json().has("count")).isFalse();
  }

  @Test
  default void lines_ofAFilter_areAllItems() throws Exception {
    given("l-");

    Answer lines =
        http()
            .get("/v1/orders?sort=id&filter=" + encoded("id=prefix=l-"))
            .header("Accept", "application/x-ndjson")
            .send();

    assertThat(lines.status()).isEqualTo(200);
    assertThat(lines.field("Content-Type")).isEqualTo("application/x-ndjson");
    List<String> ids = new ArrayList<>();
    for (String line : lines.text().lines().toList()) {
      JsonNode item = new ObjectMapper().readTree(line);
      assertUntouched(
          "/v1/orders/" + item.path("id").asText(),
          item.path("etag").asText(),
          item.path("value").toString().equals("{}") ? "{}" : valueOf(line));
      ids.add(item.path("id").asText());
    }
    assertThat(ids).containsExactly("l-a", "l-b", "l-c", "l-d", "l-e");
  }

  private static String valueOf(String line) {
    int from = line.indexOf("\"value\":") + "\"value\":".length();
    return line.substring(from, line.length() - 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=5", "after=x", "before=x", "count=true"})
  default void lines_withAPartAskedFor_areRefused(String query) {
    assertProblem(
        http().get("/v1/orders?" + query).header("Accept", "application/x-ndjson").send(),
        400,
        "bad-request");
  }

  @Test
  default void token_changedOrOfAnotherList_isRefused() {
    given("t-");
    String filter = encoded("id=prefix=t-");
    String next = list("limit=2&sort=total&filter=" + filter).json().path("next").asText();
    String token = next.substring(next.indexOf("after=") + "after=".length());
    assertThat(http().get(next).send().status()).isEqualTo(200);

    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      assertProblem(http().get(next.replace(token, changed)).send(), 400, "bad-request");
    }
    assertProblem(http().get(next.replace("sort=total", "sort=status")).send(), 400, "bad-request");
    assertProblem(http().get(next.replace("t-", "u-")).send(), 400, "bad-request");
    assertProblem(http().get("/v1/notes?after=" + token).send(), 400, "bad-request");
    assertProblem(http().get(next + "&before=" + token).send(), 400, "bad-request");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "secret==1                 | 0  | no member",
        "status==open;secret==1    | 13 | no member",
        "status=like=open          | 6  | not known",
        "status==open;             | 13 | no RSQL",
        "status                    | 6  | no RSQL",
        "status=in=()              | 12 | no RSQL",
        "status==op*               | 0  | asterisk",
        "status=gt=null            | 0  | no order",
        "status=prefix=1           | 0  | needs a string",
        "status=exists=yes         | 0  | true or false",
        "id=exists=true            | 0  | every resource",
        "id==ü                     | 0  | no id",
        "createdAt=gt=yesterday    | 0  | no time",
        "createdAt=prefix=2026     | 0  | is a time",
        "status=='open             | 8  | no end",
        "status==$where            | -1 | ",
        "$where==1                 | 0  | no member",
        "status=regex=a            | 6  | not known",
        "((((((((((((((((((((((status==a))))))))))))))))))))))| 20 | deep"
      })
  default void filter_thatCannotBeTaken_isToldWithItsPlace(
      String filter, int position, String reason) {
    Answer answer = list("filter=" + encoded(filter));

    if (position < 0) {
      // A text like any other: it is compared, and never run.
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().path("items")).isEmpty();
      return;
    }
    assertProblem(answer, 400, "bad-request");
    assertThat(answer.json().path("parameter").asText()).isEqualTo("filter");
    assertThat(answer.json().path("detail").asText()).contains(reason == null ? "" : reason);
    assertThat(answer.json().path("position").asInt()).as("%s", answer).isEqualTo(position);
    if (filter.contains("secret")) {
      List<String> allowed = new ArrayList<>();
      answer.json().path("allowed").forEach(name -> allowed.add(name.asText()));
      assertThat(allowed)
          .containsExactly("id", "createdAt", "modifiedAt", "status", "total", "owner.id");
    }
  }

  @Test
  default void filter_longOrOfManyTerms_isRefused() {
    String terms = "total==1,".repeat(100) + "total==1";
    assertProblem(list("filter=" + terms), 400, "bad-request");
    assertProblem(list("filter=id==" + "a".repeat(4000)), 400, "bad-request");
    Answer huge = list("filter=" + "total==1,".repeat(10_000) + "total==1");
    assertThat(huge.status()).isBetween(400, 431);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"secret", "-secret", "status,", "status,status", "--status", "+status", "STATUS"})
  default void sort_thatCannotBeTaken_isToldWithWhatCan(String sort) {
    Answer answer = list("sort=" + encoded(sort));

    assertProblem(answer, 400, "bad-request");
    assertThat(answer.json().path("parameter").asText()).isEqualTo("sort");
    assertThat(answer.json().has("position")).isTrue();
  }
}
