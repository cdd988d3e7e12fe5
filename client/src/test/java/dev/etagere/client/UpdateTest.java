package dev.etagere.client;

import static dev.etagere.client.testing.ScriptedServer.answer;
import static dev.etagere.client.testing.ScriptedServer.broken;
import static dev.etagere.client.testing.ScriptedServer.done;
import static dev.etagere.client.testing.ScriptedServer.json;
import static dev.etagere.client.testing.ScriptedServer.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.etagere.client.error.ConflictException;
import dev.etagere.client.error.EtagereException;
import dev.etagere.client.error.GoneException;
import dev.etagere.client.key.IdempotencyKey;
import dev.etagere.client.resource.Versioned;
import dev.etagere.client.testing.Clients;
import dev.etagere.client.testing.Counter;
import dev.etagere.client.testing.ScriptedServer;
import dev.etagere.client.testing.ScriptedServer.Request;
import dev.etagere.client.testing.ScriptedServer.Step;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reading, applying and writing until nobody came between. */
@Timeout(60)
class UpdateTest {
  private static final Step CONFLICT =
      problem(412, "precondition-failed", ",\"reason\":\"stale\"", "ETag: \"now\"");

  private ScriptedServer server = new ScriptedServer(broken());

  @AfterEach
  void stop() {
    server.close();
  }

  private EtagereClient client(Step... script) {
    server.close();
    server = new ScriptedServer(script);
    return Clients.quick(server.uri()).maxUpdateRounds(3).build();
  }

  @Test
  void update_withoutConflict_costsTwoRequests() {
    EtagereClient client = client(json("{\"count\":1}", "\"a\""), done("\"b\""));

    Versioned<Counter> updated = client.update("notes", "x", Counter.class, Counter::incremented);

    assertThat(updated.value()).isEqualTo(new Counter(2));
    assertThat(updated.etag()).isEqualTo("\"b\"");
    assertThat(server.requests())
        .extracting(Request::method, Request::body)
        .containsExactly(tuple("GET", ""), tuple("PUT", "{\"count\":2}"));
    assertThat(server.requests().get(1).field("If-Match")).contains("\"a\"");
  }

  @Test
  void update_afterConflict_appliesToWhatIsThereThenUnderANewKey() {
    EtagereClient client =
        client(
            json("{\"count\":1}", "\"a\""),
            CONFLICT,
            json("{\"count\":5}", "\"now\""),
            done("\"b\""));

    assertThat(client.update("notes", "x", Counter.class, Counter::incremented).value())
        .isEqualTo(new Counter(6));
    assertThat(server.requests().get(3).field("If-Match")).contains("\"now\"");
    assertThat(server.requests().get(3).field("Idempotency-Key"))
        .isNotEqualTo(server.requests().get(1).field("Idempotency-Key"));
  }

  @Test
  void update_conflictsWithoutEnd_isAConflictWithTheCurrentTag() {
    EtagereClient client =
        client(
            json("{\"count\":1}", "\"a\""),
            CONFLICT,
            json("{\"count\":1}", "\"a\""),
            CONFLICT,
            json("{\"count\":1}", "\"a\""),
            CONFLICT);

    assertThatThrownBy(() -> client.update("notes", "x", Counter.class, Counter::incremented))
        .isInstanceOfSatisfying(
            ConflictException.class, e -> assertThat(e.currentETag()).contains("\"now\""));
    assertThat(server.requests()).hasSize(6);
  }

  @Test
  void update_functionThrows_writesNothing() {
    EtagereClient client = client(json("{\"count\":1}", "\"a\""));

    assertThatThrownBy(
            () ->
                client.update(
                    "notes",
                    "x",
                    Counter.class,
                    c -> {
                      throw new IllegalStateException("mine");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("mine");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void update_withAKey_isRefused() {
    EtagereClient client = client(broken());

    assertThatThrownBy(
            () ->
                client.update(
                    "notes",
                    "x",
                    Counter.class,
                    Counter::incremented,
                    CallOptions.key(IdempotencyKey.random())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void merge_withoutConflict_writesMineAtOnce() {
    EtagereClient client = client(done("\"b\""));
    Versioned<Counter> base = new Versioned<>("x", new Counter(1), "\"a\"", null);

    client.update("notes", Counter.class, base, new Counter(4), (b, m, t) -> new Counter(0));

    assertThat(server.requests()).hasSize(1);
    assertThat(server.requests().get(0).body()).isEqualTo("{\"count\":4}");
  }

  @Test
  void merge_afterConflict_joinsBaseMineAndTheirs() {
    EtagereClient client = client(CONFLICT, json("{\"count\":10}", "\"now\""), done("\"b\""));
    Versioned<Counter> base = new Versioned<>("x", new Counter(1), "\"a\"", null);

    Versioned<Counter> merged =
        client.update(
            "notes",
            Counter.class,
            base,
            new Counter(4),
            (b, m, t) -> new Counter(t.count() + m.count() - b.count()));

    assertThat(merged.value()).isEqualTo(new Counter(13));
    assertThat(server.requests().get(2).field("If-Match")).contains("\"now\"");
  }

  @Test
  void asyncUpdate_afterFaultAndConflict_isDone() throws Exception {
    EtagereClient client =
        client(
            json("{\"count\":1}", "\"a\""),
            broken(),
            CONFLICT,
            json("{\"count\":5}", "\"now\""),
            done("\"b\""));

    Versioned<Counter> updated =
        client
            .async()
            .update("notes", "x", Counter.class, Counter::incremented, CallOptions.DEFAULT)
            .get(30, TimeUnit.SECONDS);

    assertThat(updated.value()).isEqualTo(new Counter(6));
    assertThat(server.requests().get(2)).isEqualTo(server.requests().get(1));
  }

  @Test
  void asyncGet_ofWhatIsGone_failsWithTheSameFamily() {
    EtagereClient client = client(answer(410, ""));

    assertThatThrownBy(
            () ->
                client
                    .async()
                    .get("notes", "x", Counter.class, CallOptions.DEFAULT)
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(GoneException.class)
        .cause()
        .isInstanceOf(EtagereException.class);
  }
}
