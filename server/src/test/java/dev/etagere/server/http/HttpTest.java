package dev.etagere.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.etagere.server.http.Http.Answer;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.CollectionPolicy.Replay;
import dev.etagere.server.resource.GeneratedValue;
import dev.etagere.server.resource.MemberPath;
import dev.etagere.server.schema.Schemas;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the contract's tests need; each adapter and container says how its server is reached. */
public interface HttpTest {
  /** With the default policy. */
  String NOTES = "notes";

  /** With {@code replay: content}. */
  String SWITCHES = "switches";

  /** With {@code ifMatchAny: false} and a Cache-Control of its own. */
  String STRICT = "strict";

  /** Forgets what is deleted at once. */
  String BRIEF = "brief";

  /** Takes no POST without an Idempotency-Key. */
  String PAYMENTS = "payments";

  /** With a natural key of two members. */
  String PLACES = "places";

  /** With a natural key, and members that the server makes. */
  String TOKENS = "tokens";

  /** With a schema, and a member that the server makes. */
  String INVOICES = "invoices";

  Map<String, CollectionPolicy> POLICIES =
      ImmutableMap.<String, CollectionPolicy>builder()
          .put(NOTES, CollectionPolicy.DEFAULT)
          .put(SWITCHES, policy("no-cache", Duration.ofDays(30), Replay.CONTENT, true))
          .put(STRICT, policy("private, max-age=5", Duration.ofDays(30), Replay.KEY, false))
          .put(BRIEF, policy("no-cache", Duration.ZERO, Replay.KEY, true))
          .put(ListContract.LISTED, CollectionPolicy.DEFAULT)
          .put(
              QueryContract.ORDERS,
              CollectionPolicy.DEFAULT.withQuery(
                  Stream.of("status", "total", "owner.id").map(MemberPath::of).toList()))
          .put(PAYMENTS, CollectionPolicy.DEFAULT.withKeyRequired(true))
          .put(PLACES, CollectionPolicy.DEFAULT.withNaturalKey(List.of("country", "number")))
          .put(
              TOKENS,
              CollectionPolicy.DEFAULT
                  .withNaturalKey(List.of("user_session_id"))
                  .withGenerated(
                      ImmutableMap.of(
                          "token", GeneratedValue.RANDOM,
                          "createdAt", GeneratedValue.NOW,
                          "number", GeneratedValue.UUID)))
          .put(
              INVOICES,
              CollectionPolicy.DEFAULT
                  .withGenerated(ImmutableMap.of("number", GeneratedValue.UUID))
                  .withSchema(Schemas.invoices()))
          .put(SchemaContract.PLAIN, CollectionPolicy.DEFAULT.withSchema(Schemas.invoices()))
          .buildOrThrow();

  /** A client of a started server in which {@link #POLICIES} are declared. */
  Http http();

  private static CollectionPolicy policy(
      String cacheControl, Duration retention, Replay replay, boolean ifMatchAny) {
    return new CollectionPolicy(cacheControl, retention, replay, ifMatchAny);
  }

  /** Asserts a problem of the given type. */
  static void assertProblem(Answer answer, int status, String slug) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(status);
    assertThat(answer.field("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().path("type").asText()).isEqualTo("/problems/" + slug);
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.json().path("title").asText()).isNotEmpty();
    assertThat(answer.json().path("detail").asText()).isNotEmpty();
    assertThat(answer.json().path("instance").asText()).isEqualTo(answer.field("X-Request-Id"));
  }

  /** Asserts that a precondition failed for this reason. */
  static void assertPreconditionFailed(Answer answer, String reason) {
    assertProblem(answer, 412, "precondition-failed");
    assertThat(answer.json().path("reason").asText()).isEqualTo(reason);
  }

  /** Asserts that a resource is as it was created. */
  default void assertUntouched(String path, String etag, String content) {
    Answer now = http().get(path).send();
    assertThat(now.etag()).isEqualTo(etag);
    assertThat(now.text()).isEqualTo(content);
  }
}
