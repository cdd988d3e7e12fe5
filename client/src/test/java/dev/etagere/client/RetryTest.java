package dev.etagere.client;

import static dev.etagere.client.testing.ScriptedServer.answer;
import static dev.etagere.client.testing.ScriptedServer.broken;
import static dev.etagere.client.testing.ScriptedServer.done;
import static dev.etagere.client.testing.ScriptedServer.json;
import static dev.etagere.client.testing.ScriptedServer.problem;
import static dev.etagere.client.testing.ScriptedServer.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etagere.client.error.ConflictException;
import dev.etagere.client.error.EtagereException;
import dev.etagere.client.error.OutcomeUnknownException;
import dev.etagere.client.error.UnavailableException;
import dev.etagere.client.key.IdempotencyKey;
import dev.etagere.client.resource.Condition;
import dev.etagere.client.resource.Patch;
import dev.etagere.client.testing.Clients;
import dev.etagere.client.testing.Counter;
import dev.etagere.client.testing.ScriptedServer;
import dev.etagere.client.testing.ScriptedServer.Step;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of RetryPolicy, row by row. */
@Timeout(60)
class RetryTest {
  private static final Condition SEEN = Condition.ifMatch("\"a\"");
  private static final String KEY = "my-key";
  private static final CallOptions KEYED = CallOptions.key(new IdempotencyKey(KEY));

  private ScriptedServer server = new ScriptedServer(broken());

  @AfterEach
  void stop() {
    server.close();
  }

  private ClientBuilder serving(Step... script) {
    server.close();
    server = new ScriptedServer(script);
    return Clients.quick(server.uri());
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void transientStatus_once_isTriedAgain(int status) {
    EtagereClient client = serving(answer(status, ""), done("\"b\"")).build();

    assertThat(client.put("notes", "x", new Counter(1), SEEN).etag()).isEqualTo("\"b\"");
    assertThat(server.requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 409, 410, 412, 413, 415, 422, 428, 431, 501, 505})
  void finalStatus_isNotTriedAgain(int status) {
    EtagereClient client = serving(answer(status, "")).build();

    assertThatThrownBy(() -> client.put("notes", "x", new Counter(1), SEEN))
        .isInstanceOfSatisfying(
            EtagereException.class, e -> assertThat(e.status()).isEqualTo(status));
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429})
  void refusedForNow_untilGivenUp_isUnavailable(int status) {
    EtagereClient client = serving(answer(status, "")).build();

    assertThatThrownBy(() -> client.create("notes", new Counter(1)))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("Given up after 8 attempts");
    assertThat(server.requests()).hasSize(8);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void doubtfulStatus_untilGivenUp_isUnknownAndTellsTheKey(int status) {
    EtagereClient client = serving(answer(status, "")).build();

    assertThatThrownBy(() -> client.create("notes", new Counter(1), KEYED))
        .isInstanceOfSatisfying(
            OutcomeUnknownException.class,
            e -> assertThat(e.key()).contains(new IdempotencyKey(KEY)));
  }

  @Test
  void problem503_untilGivenUp_isUnavailable() {
    EtagereClient client = serving(problem(503, "store-unavailable", "")).build();

    assertThatThrownBy(() -> client.create("notes", new Counter(1)))
        .isInstanceOf(UnavailableException.class);
  }

  @Test
  void problem503OfUnknownOutcome_untilGivenUp_isUnknown() {
    EtagereClient client = serving(problem(503, "outcome-unknown", "")).build();

    assertThatThrownBy(() -> client.create("notes", new Counter(1)))
        .isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void oneDoubtfulAttempt_thenRefusals_isUnknown() {
    EtagereClient client = serving(broken(), answer(429, "")).build();

    assertThatThrownBy(() -> client.create("notes", new Counter(1)))
        .isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void get_untilGivenUp_isUnavailableSinceItChangesNothing() {
    EtagereClient client = serving(broken()).build();

    assertThatThrownBy(() -> client.get("notes", "x", Counter.class))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining(server.uri() + "/v1/notes/x")
        .hasMessageContaining("[request ");
  }

  @Test
  void cutAnswer_isTriedAgain() {
    Step cut =
        (request, out) -> {
          out.write(
              ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nETag: \"a\"\r\n"
                      + "Content-Length: 11\r\n\r\n{\"co")
                  .getBytes(StandardCharsets.US_ASCII));
          throw new IOException("cut");
        };
    EtagereClient client = serving(cut, json("{\"count\":2}", "\"b\"")).build();

    assertThat(client.get("notes", "x", Counter.class).value()).isEqualTo(new Counter(2));
  }

  @Test
  void noServer_untilGivenUp_isUnavailableSinceNothingWasSent() {
    URI nowhere = server.uri();
    server.close();
    EtagereClient client = Clients.quick(nowhere).build();

    assertThatThrownBy(() -> client.create("notes", new Counter(1)))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("no connection");
  }

  @Test
  void silence_beyondTheAttempt_isTriedAgain() {
    EtagereClient client =
        serving(silent(), done("\"b\""))
            .retryPolicy(Clients.QUICK.withAttemptTimeout(Duration.ofMillis(200)))
            .build();

    assertThat(client.put("notes", "x", new Counter(1), SEEN).etag()).isEqualTo("\"b\"");
  }

  @Test
  void silence_untilTheDeadline_isUnknown() {
    EtagereClient client = serving(silent()).build();

    assertThatThrownBy(
            () ->
                client.create(
                    "notes", new Counter(1), CallOptions.deadline(Duration.ofMillis(300))))
        .isInstanceOf(OutcomeUnknownException.class);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void endlessTrickle_endsAtTheDeadline() {
    Step trickle =
        (request, out) -> {
          out.write(
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
          silent().answer(request, out);
        };
    EtagereClient client = serving(trickle).build();

    assertThatThrownBy(
            () ->
                client.get(
                    "notes", "x", Counter.class, CallOptions.deadline(Duration.ofMillis(300))))
        .isInstanceOf(UnavailableException.class);
  }

  @Test
  void retryAfter_beyondTheDeadline_endsAtOnce() {
    EtagereClient client = serving(answer(503, "", "Retry-After: 3600")).build();

    assertThatThrownBy(() -> client.get("notes", "x", Counter.class))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("the deadline comes before the next attempt");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void retryAfter_asDateInThePast_isTriedAgain() {
    EtagereClient client =
        serving(
                answer(429, "", "Retry-After: Tue, 24 Nov 2020 10:00:00 GMT"),
                json("{\"count\":2}", "\"b\""))
            .build();

    assertThat(client.get("notes", "x", Counter.class).etag()).isEqualTo("\"b\"");
  }

  @Test
  void conflictAfterDoubt_withHonouredKeys_isAConflict() {
    EtagereClient client = serving(broken(), problem(412, "precondition-failed", "")).build();

    assertThatThrownBy(() -> client.put("notes", "x", new Counter(1), SEEN))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void conflictAfterDoubt_withoutKeySupport_isUnknown() {
    EtagereClient client =
        serving(broken(), problem(412, "precondition-failed", ",\"alreadyApplied\":true"))
            .withoutKeySupport()
            .build();

    assertThatThrownBy(() -> client.put("notes", "x", new Counter(1), SEEN))
        .isInstanceOfSatisfying(
            OutcomeUnknownException.class,
            e -> {
              assertThat(e.alreadyApplied()).isTrue();
              assertThat(e).hasCauseInstanceOf(ConflictException.class);
            });
  }

  @Test
  void update_conflictAfterDoubtWithoutKeySupport_isUnknownAndNotAppliedAgain() {
    EtagereClient client =
        serving(
                json("{\"count\":1}", "\"a\""),
                broken(),
                problem(412, "precondition-failed", ",\"alreadyApplied\":true"))
            .withoutKeySupport()
            .build();

    assertThatThrownBy(() -> client.update("notes", "x", Counter.class, Counter::incremented))
        .isInstanceOf(OutcomeUnknownException.class);
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void refusedCredentialsAfterDoubt_isUnknown() {
    EtagereClient client = serving(broken(), answer(401, "")).build();

    assertThatThrownBy(() -> client.put("notes", "x", new Counter(1), SEEN))
        .isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void create_inDoubtWithoutKeySupport_isNotTriedAgain() {
    EtagereClient client =
        serving(broken(), answer(201, "", "Location: /v1/notes/a", "ETag: \"a\""))
            .withoutKeySupport()
            .build();

    assertThatThrownBy(() -> client.create("notes", new Counter(1)))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("could make the change twice");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void create_refusedForNowWithoutKeySupport_isTriedAgain() {
    EtagereClient client =
        serving(answer(429, ""), answer(201, "", "Location: /v1/notes/a", "ETag: \"a\""))
            .withoutKeySupport()
            .build();

    assertThat(client.create("notes", new Counter(1)).id()).isEqualTo("a");
  }

  @Test
  void patchOfAnyVersion_inDoubtWithoutKeySupport_isNotTriedAgain() {
    EtagereClient client = serving(broken(), done("\"b\"")).withoutKeySupport().build();
    Patch append = Patch.json(List.of(Map.of("op", "add", "path", "/a/-", "value", 1)));

    assertThatThrownBy(() -> client.patch("notes", "x", append, Condition.ifPresent()))
        .isInstanceOf(OutcomeUnknownException.class);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void delete_goneAfterDoubtWithoutKeySupport_isDone() {
    EtagereClient client = serving(broken(), answer(404, "")).withoutKeySupport().build();

    client.delete("notes", "x", SEEN);

    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void interruptedThread_endsTheCallAndStaysInterrupted() {
    EtagereClient client = serving(silent()).build();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> client.get("notes", "x", Counter.class))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }
}
