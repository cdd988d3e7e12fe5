package dev.etagere.server.http;

import static dev.etagere.server.http.Http.freshKey;
import static dev.etagere.server.http.HttpTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.Http.Answer;
import dev.etagere.server.ledger.CallerKey;
import dev.etagere.server.ledger.IdempotencyKey;
import dev.etagere.server.resource.CollectionName;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** POST with an Idempotency-Key: rows C2 to C6. */
interface KeyedCreateContract extends HttpTest {
  String CONTENT = "{\"amount\": 10}";
  String COLLECTION = "/v1/notes";

  /** Asserts the first answer again. */
  static void assertReplayed(Answer again, Answer first) {
    assertThat(again.status()).as("%s", again).isEqualTo(first.status());
    assertThat(again.field("Idempotent-Replayed")).isEqualTo("true");
    for (String field : List.of("ETag", "Location", "Last-Modified")) {
      assertThat(again.all(field)).as(field).isEqualTo(first.all(field));
    }
  }

  @Test
  default void c2_firstUse_creates() {
    Answer first = http().post(COLLECTION, CONTENT).key(freshKey()).send();

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.has("Idempotent-Replayed")).isFalse();
    assertThat(first.text()).isEmpty();
    assertThat(first.field("Location")).matches("/v1/notes/[0-9a-v]{26}");
    assertUntouched(first.field("Location"), first.etag(), CONTENT);
  }

  @Test
  default void c3_sameRequest_getsTheFirstAnswerAgain() {
    String key = freshKey();
    Answer first = http().post(COLLECTION, CONTENT).key(key).send();

    assertReplayed(http().post(COLLECTION, CONTENT).key(key).send(), first);
    assertReplayed(http().post(COLLECTION, CONTENT).key(key).send(), first);
    assertUntouched(first.field("Location"), first.etag(), CONTENT);
  }

  @Test
  default void c3_keyWithEscapes_isTheKeyWithoutThem() {
    String key = freshKey() + " a\\b\"c";
    Answer first =
        http()
            .post(COLLECTION, CONTENT)
            .header("Idempotency-Key", '"' + key.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
            .send();

    assertThat(first.status()).isEqualTo(201);
    assertReplayed(
        http()
            .post(COLLECTION, CONTENT)
            .header(
                "Idempotency-Key", "  \"" + key.replace("\\", "\\\\").replace("\"", "\\\"") + "\" ")
            .send(),
        first);
  }

  @Test
  default void c3_twoHundredAtOnce_makeOneResource() throws Exception {
    String key = freshKey();
    ExecutorService pool = Executors.newFixedThreadPool(16);
    Set<String> answers = new HashSet<>();
    int firsts = 0;
    try {
      Callable<Answer> post = () -> http().post(COLLECTION, CONTENT).key(key).send();
      for (Future<Answer> future :
          pool.invokeAll(IntStream.range(0, 200).mapToObj(i -> post).toList())) {
        Answer answer = future.get();
        firsts += answer.has("Idempotent-Replayed") ? 0 : 1;
        answers.add(answer.status() + " " + answer.field("Location") + " " + answer.etag());
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(answers).hasSize(1).first().asString().startsWith("201 ");
    assertThat(firsts).isEqualTo(1);
  }

  @Test
  default void c3_othersHaveChangedOrDeletedIt_isTheFirstAnswerStill() {
    String key = freshKey();
    Answer first = http().post(COLLECTION, CONTENT).key(key).send();
    String path = first.field("Location");
    Answer changed = http().put(path, "{}").ifMatch(first.etag()).send();

    Answer again = http().post(COLLECTION, CONTENT).key(key).preferRepresentation().send();
    assertReplayed(again, first);
    assertThat(again.text()).isEmpty();
    assertThat(again.has("Preference-Applied")).isFalse();

    http().delete(path).ifMatch(changed.etag()).send();
    assertReplayed(http().post(COLLECTION, CONTENT).key(key).send(), first);
    assertThat(http().get(path).send().status()).isEqualTo(410);

    String recreated = http().create(path, "{\"other\": true}");
    assertReplayed(http().post(COLLECTION, CONTENT).key(key).send(), first);
    assertUntouched(path, recreated, "{\"other\": true}");
  }

  @Test
  default void c3_preferRepresentation_hasTheContentWhileItIsThatOfTheFirstAnswer() {
    String key = freshKey();
    Answer first = http().post(COLLECTION, CONTENT).key(key).send();

    Answer again = http().post(COLLECTION, CONTENT).key(key).preferRepresentation().send();

    assertReplayed(again, first);
    assertThat(again.text()).isEqualTo(CONTENT);
    assertThat(again.field("Preference-Applied")).isEqualTo("return=representation");
    assertThat(again.field("Content-Location")).isEqualTo(first.field("Location"));
  }

  @Test
  default void c3_sameKeyInAnotherCollection_isAnotherRequest() {
    String key = freshKey();
    Answer note = http().post(COLLECTION, CONTENT).key(key).send();
    Answer payment = http().post("/v1/payments", CONTENT).key(key).send();

    assertThat(payment.status()).isEqualTo(201);
    assertThat(payment.has("Idempotent-Replayed")).isFalse();
    assertThat(payment.field("Location")).doesNotContain(note.field("Location").substring(10));
  }

  @Test
  default void c4_sameKeyAnotherContent_isRefused() {
    String key = freshKey();
    Answer first = http().post(COLLECTION, CONTENT).key(key).send();

    Answer reused = http().post(COLLECTION, "{\"amount\": 11}").key(key).send();

    assertProblem(reused, 422, "key-reused");
    assertThat(reused.json().path("differences").toString()).isEqualTo("[\"content\"]");
    assertUntouched(first.field("Location"), first.etag(), CONTENT);
  }

  @Test
  default void c4_sameKeyOtherPreconditions_isRefused() {
    String key = freshKey();
    http().post(COLLECTION, CONTENT).key(key).send();

    Answer reused = http().post(COLLECTION, CONTENT).ifMatch("*").key(key).send();

    assertProblem(reused, 422, "key-reused");
    assertThat(reused.json().path("differences").toString()).isEqualTo("[\"preconditions\"]");
  }

  @Test
  default void c4_sameKeyOfAnotherMethod_isRefused() {
    String key = freshKey();
    Answer first = http().post(COLLECTION, CONTENT).key(key).send();
    String path = first.field("Location");

    Answer reused = http().put(path, CONTENT).ifMatch(first.etag()).key(key).send();

    assertProblem(reused, 422, "key-reused");
    assertThat(reused.json().path("differences").toString())
        .isEqualTo("[\"method\",\"preconditions\"]");
    assertUntouched(path, first.etag(), CONTENT);
  }

  @Test
  default void c4_idOfTheKeyCreatedOtherwise_isToldAndLeftAlone() {
    String key = freshKey();
    String id =
        new CallerKey(null, new IdempotencyKey(key)).idIn(new CollectionName(NOTES)).value();
    String path = COLLECTION + "/" + id;
    String other = http().create(path, "{}");

    Answer answer = http().post(COLLECTION, CONTENT).key(key).send();

    assertProblem(answer, 409, "id-taken");
    assertThat(answer.field("Content-Location")).isEqualTo(path);
    assertUntouched(path, other, "{}");
  }

  @Test
  default void c5_keyMissingWhereRequired_isRefused() {
    Answer refused = http().post("/v1/payments", CONTENT).send();

    assertProblem(refused, 400, "bad-request");
    assertThat(refused.json().path("detail").asText()).contains("Idempotency-Key: \"");
    assertThat(http().post("/v1/payments", CONTENT).key(freshKey()).send().status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unquoted",
        "8e03978e-40d5-43dd-bc93-6894a57f9324",
        "\"\"",
        "\"open",
        "\"open\\\"",
        "\"a\" \"b\"",
        "\"a\", \"b\"",
        "\"a\"b",
        "\"a\";p=1",
        "\"a\";p",
        "\"a\\n\"",
        "\"a\\",
        "'a'",
        "17",
        "1.5",
        "?1",
        ":YWJj:",
        "@1659578233",
        "%\"a\"",
        "(\"a\")",
        "\"tab\there\"",
        "\\\"a\""
      })
  default void c6_malformedKey_isRefusedByEveryMethod(String field) {
    String path = Http.fresh(NOTES);
    String etag = http().create(path, CONTENT);

    for (Http.Request request :
        List.of(
            http().post(COLLECTION, CONTENT),
            http().put(path, "{}").ifMatch(etag),
            http().mergePatch(path, "{\"a\":1}").ifMatch(etag),
            http().delete(path).ifMatch(etag))) {
      Answer refused = request.header("Idempotency-Key", field).send();
      assertProblem(refused, 400, "bad-request");
      assertThat(refused.json().path("detail").asText()).contains("Idempotency-Key: \"");
    }
    assertUntouched(path, etag, CONTENT);
  }

  @Test
  default void c6_keyOutsideOfAscii_isRefused() {
    for (String key : List.of("\u00e9", "\u00ff", "\u0080")) {
      Answer refused =
          RawHttp.send(
              http().base(),
              "POST " + COLLECTION + " HTTP/1.1",
              "Content-Type: application/json\r\nIdempotency-Key: \"" + key + "\"\r\n",
              CONTENT.getBytes(StandardCharsets.US_ASCII));
      assertProblem(refused, 400, "bad-request");
    }
  }

  @Test
  default void c6_longestKeyIsTaken_longerAndTwoLinesAreRefused() {
    String longest = (freshKey() + "x".repeat(255)).substring(0, 255);

    assertThat(http().post(COLLECTION, CONTENT).key(longest).send().status()).isEqualTo(201);
    assertProblem(http().post(COLLECTION, CONTENT).key(longest + "x").send(), 400, "bad-request");
    assertProblem(
        http().post(COLLECTION, CONTENT).key(freshKey()).key(freshKey()).send(),
        400,
        "bad-request");
  }
}
