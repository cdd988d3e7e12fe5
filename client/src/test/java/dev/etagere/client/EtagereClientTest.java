package dev.etagere.client;

import static dev.etagere.client.testing.ScriptedServer.answer;
import static dev.etagere.client.testing.ScriptedServer.broken;
import static dev.etagere.client.testing.ScriptedServer.done;
import static dev.etagere.client.testing.ScriptedServer.json;
import static dev.etagere.client.testing.ScriptedServer.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etagere.client.error.InvalidRequestException;
import dev.etagere.client.error.InvalidRequestException.FieldError;
import dev.etagere.client.error.KeyReuseException;
import dev.etagere.client.error.PreconditionRequiredException;
import dev.etagere.client.key.IdempotencyKey;
import dev.etagere.client.resource.Condition;
import dev.etagere.client.resource.Patch;
import dev.etagere.client.resource.Selection;
import dev.etagere.client.resource.Versioned;
import dev.etagere.client.testing.Clients;
import dev.etagere.client.testing.Counter;
import dev.etagere.client.testing.ScriptedServer;
import dev.etagere.client.testing.ScriptedServer.Request;
import dev.etagere.client.testing.ScriptedServer.Step;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is sent, and what is made of a well-formed answer. */
@Timeout(60)
class EtagereClientTest {
  private ScriptedServer server = new ScriptedServer(json("{\"count\":1}", "\"a\""));

  @AfterEach
  void stop() {
    server.close();
  }

  private EtagereClient client(Step... script) {
    server.close();
    server = new ScriptedServer(script);
    return Clients.quick(server.uri()).build();
  }

  @Test
  void get_ofAnything_hasValueTagAndDate() {
    EtagereClient client =
        client(
            answer(
                200,
                "{\"count\":1}",
                "Content-Type: application/json",
                "ETag: \"a\"",
                "Last-Modified: Tue, 24 Nov 2026 10:00:00 GMT"));

    assertThat(client.get("notes", "x", Counter.class))
        .isEqualTo(
            new Versioned<>("x", new Counter(1), "\"a\"", Instant.parse("2026-11-24T10:00:00Z")));
    assertThat(server.requests().get(0).target()).isEqualTo("/v1/notes/x");
  }

  @Test
  void get_ofWhatWasRead_revalidatesAndReturnsTheKeptValue() {
    EtagereClient client = client(json("{\"count\":1}", "\"a\""), answer(304, "", "ETag: \"a\""));

    Versioned<Counter> first = client.get("notes", "x", Counter.class);

    assertThat(client.get("notes", "x", Counter.class)).isEqualTo(first);
    assertThat(server.requests()).hasSize(2);
    assertThat(server.requests().get(1).field("If-None-Match")).contains("\"a\"");
  }

  @Test
  void get_ofWhatMustNotBeStored_readsAgain() {
    EtagereClient client =
        client(
            answer(
                200,
                "{\"count\":1}",
                "Content-Type: application/json",
                "ETag: \"a\"",
                "Cache-Control: private, no-store"));

    client.get("notes", "x", Counter.class);
    client.get("notes", "x", Counter.class);

    assertThat(server.requests().get(1).field("If-None-Match")).isEmpty();
  }

  @Test
  void get_ofAnIdWithSpecialCharacters_isOneSegment() {
    EtagereClient client = client(json("{\"count\":1}", "\"a\""));

    client.get("notes", "a/b c?ü+%~", Counter.class);

    assertThat(server.requests().get(0).target()).isEqualTo("/v1/notes/a%2Fb%20c%3F%C3%BC%2B%25~");
  }

  @Test
  void create_withLostAnswer_sendsTheSameKeyAndBodyAgain() {
    EtagereClient client =
        client(broken(), answer(201, "", "Location: /v1/notes/made", "ETag: \"a\""));

    Versioned<Counter> made = client.create("notes", new Counter(7));

    assertThat(made).isEqualTo(new Versioned<>("made", new Counter(7), "\"a\"", null));
    Request first = server.requests().get(0);
    Request second = server.requests().get(1);
    assertThat(first.method()).isEqualTo("POST");
    assertThat(first.body()).isEqualTo("{\"count\":7}");
    assertThat(second).isEqualTo(first);
    assertThat(first.field("Idempotency-Key").orElseThrow()).matches("\"[0-9a-f-]{36}\"");
  }

  @Test
  void create_calledTwice_hasTwoKeys() {
    EtagereClient client = client(answer(201, "", "Location: /v1/notes/made", "ETag: \"a\""));

    client.create("notes", new Counter(7));
    client.create("notes", new Counter(7));

    assertThat(server.requests().get(0).field("Idempotency-Key"))
        .isNotEqualTo(server.requests().get(1).field("Idempotency-Key"));
  }

  @Test
  void create_withOwnKey_sendsThatOne() {
    EtagereClient client = client(answer(201, "", "Location: /v1/notes/made", "ETag: \"a\""));

    client.create("notes", new Counter(7), CallOptions.key(new IdempotencyKey("order \"1\"")));

    assertThat(server.requests().get(0).field("Idempotency-Key")).contains("\"order \\\"1\\\"\"");
  }

  @Test
  void create_whereTheServerAddsMembers_hasWhatItShows() {
    EtagereClient client =
        client(
            answer(
                201,
                "{\"count\":8}",
                "Content-Type: application/json",
                "Location: /v1/notes/made",
                "Content-Location: /v1/notes/made",
                "ETag: \"a\""));

    assertThat(client.create("notes", new Counter(7)).value()).isEqualTo(new Counter(8));
  }

  @Test
  void put_underCondition_sendsItAndKeepsTheNewVersion() {
    EtagereClient client = client(done("\"b\""), answer(304, ""));

    Versioned<Counter> put = client.put("notes", "x", new Counter(2), Condition.ifMatch("\"a\""));

    assertThat(put.etag()).isEqualTo("\"b\"");
    assertThat(server.requests().get(0).field("If-Match")).contains("\"a\"");
    assertThat(client.get("notes", "x", Counter.class).value()).isEqualTo(new Counter(2));
    assertThat(server.requests().get(1).field("If-None-Match")).contains("\"b\"");
  }

  @Test
  void put_ifAbsent_saysSo() {
    EtagereClient client = client(answer(201, "", "ETag: \"a\""));

    client.put("notes", "x", new Counter(2), Condition.ifAbsent());

    assertThat(server.requests().get(0).field("If-None-Match")).contains("*");
  }

  @Test
  void patch_merge_sendsItsMediaType() {
    EtagereClient client = client(done("\"b\""));

    String etag =
        client.patch("notes", "x", Patch.merge(Map.of("count", 5)), Condition.ifMatch("\"a\""));

    assertThat(etag).isEqualTo("\"b\"");
    Request sent = server.requests().get(0);
    assertThat(sent.method()).isEqualTo("PATCH");
    assertThat(sent.field("Content-Type")).contains("application/merge-patch+json");
    assertThat(sent.body()).isEqualTo("{\"count\":5}");
  }

  @Test
  void delete_thatWasDone_returns() {
    EtagereClient client = client(answer(204, ""));

    client.delete("notes", "x", Condition.ifMatch("\"a\""));

    assertThat(server.requests().get(0).method()).isEqualTo("DELETE");
    assertThat(server.requests().get(0).field("Idempotency-Key")).isPresent();
  }

  @Test
  void list_ofTwoPages_readsTheSecondOnlyWhenItIsWanted() {
    String item = "{\"id\":\"%s\",\"etag\":\"\\\"e\\\"\",\"value\":{\"count\":%d}}";
    EtagereClient client =
        client(
            json(
                "{\"items\":["
                    + item.formatted("a", 1)
                    + "],\"next\":\"/v1/notes?limit=50&after=a%20b\"}",
                "W/\"1\""),
            json("{\"items\":[" + item.formatted("b", 2) + "]}", "W/\"2\""));

    assertThat(client.list("notes", Counter.class).findFirst().orElseThrow().id()).isEqualTo("a");
    assertThat(server.requests()).hasSize(1);

    assertThat(server.requests()).extracting(Request::target).containsOnly("/v1/notes?limit=50");
  }

  @Test
  void list_ofTwoPages_hasAllItemsInOrder() {
    String item = "{\"id\":\"%s\",\"etag\":\"\\\"e\\\"\",\"value\":{\"count\":%d}}";
    EtagereClient client =
        client(
            json(
                "{\"items\":["
                    + item.formatted("a", 1)
                    + "],\"next\":\"/v1/notes?limit=50&after=a%20b\"}",
                "W/\"1\""),
            json("{\"items\":[" + item.formatted("b", 2) + "]}", "W/\"2\""));

    assertThat(client.list("notes", Counter.class))
        .extracting(Versioned::id)
        .containsExactly("a", "b");
    assertThat(server.requests().get(1).target()).isEqualTo("/v1/notes?limit=50&after=a%20b");
  }

  @Test
  void list_ofASelection_sendsItWithTheFirstPage() {
    EtagereClient client = client(json("{\"items\":[]}", "W/\"1\""));

    Selection selection = Selection.filter("count=gt=1;text==\"a+b\"").sortedBy("-count");
    assertThat(client.list("notes", Counter.class, selection)).isEmpty();

    assertThat(server.requests())
        .extracting(Request::target)
        .containsExactly(
            "/v1/notes?limit=50&filter=count%3Dgt%3D1%3Btext%3D%3D%22a%2Bb%22&sort=-count");
  }

  @Test
  void call_withFields_sendsThem() {
    server.close();
    server = new ScriptedServer(json("{\"count\":1}", "\"a\""));
    EtagereClient client =
        Clients.quick(server.uri()).header("Authorization", () -> "Bearer t").build();

    client.get("notes", "x", Counter.class);

    assertThat(server.requests().get(0).field("Authorization")).contains("Bearer t");
  }

  @Test
  void invalidRequest_withFieldErrors_listsThem() {
    EtagereClient client =
        client(problem(422, "invalid", ",\"errors\":[{\"pointer\":\"/a\",\"message\":\"no\"}]"));

    assertThatThrownBy(() -> client.create("notes", new Counter(1)))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e -> assertThat(e.fieldErrors()).isEqualTo(List.of(new FieldError("/a", "no"))));
  }

  @Test
  void keyReuse_isToldApart() {
    EtagereClient client = client(problem(422, "key-reused", ""));

    assertThatThrownBy(() -> client.create("notes", new Counter(1)))
        .isInstanceOf(KeyReuseException.class)
        .hasMessageContaining("Title: Detail");
  }

  @Test
  void preconditionRequired_isToldApart() {
    EtagereClient client = client(problem(428, "precondition-required", "", "X-Request-Id: r1"));

    assertThatThrownBy(() -> client.delete("notes", "x", Condition.ifPresent()))
        .isInstanceOfSatisfying(
            PreconditionRequiredException.class, e -> assertThat(e.requestId()).contains("r1"));
  }

  @Test
  void builder_addressWithoutHost_isRefused() {
    assertThatThrownBy(() -> EtagereClient.of(URI.create("http:///v1")))
        .hasMessageContaining("no address of a server");
  }

  @Test
  void builder_fieldOfTheClient_isRefused() {
    assertThatThrownBy(() -> EtagereClient.builder(server.uri()).header("If-Match", "*"))
        .hasMessageContaining("sets If-Match itself");
  }

  @Test
  void condition_ofAWeakTag_isRefused() {
    assertThatThrownBy(() -> Condition.ifMatch("W/\"a\"")).hasMessageContaining("no strong");
  }
}
