package dev.etagere.server.http;

import static dev.etagere.server.http.Http.freshKey;
import static dev.etagere.server.http.HttpTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.Http.Answer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A natural key: row C8, and what keeps it true. */
interface NaturalKeyContract extends HttpTest {
  String PLACE = "/v1/places";

  private static String place(String country, String number, String rest) {
    return "{\"country\": \"" + country + "\", \"number\": " + number + rest + "}";
  }

  private static String country() {
    return UUID.randomUUID().toString();
  }

  @Test
  default void c8_sameContent_findsWhatExists() {
    String content = place(country(), "1", "");
    Answer first = http().post(PLACE, content).send();
    assertThat(first.status()).isEqualTo(201);

    Answer again = http().post(PLACE, content).preferRepresentation().send();

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.field("Content-Location")).isEqualTo(first.field("Location"));
    assertThat(again.etag()).isEqualTo(first.etag());
    assertThat(again.field("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.text()).isEqualTo(content);
    assertUntouched(first.field("Location"), first.etag(), content);
  }

  @Test
  default void c8_changedMeanwhile_findsItAsItIs() {
    String country = country();
    String content = place(country, "1", "");
    Answer first = http().post(PLACE, content).send();
    String path = first.field("Location");
    String changed = place(country, "1", ", \"name\": \"x\"");
    Answer put = http().put(path, changed).ifMatch(first.etag()).send();
    assertThat(put.status()).isEqualTo(204);

    Answer again = http().post(PLACE, content).send();

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.etag()).isEqualTo(put.etag());
    assertThat(again.text()).isEqualTo(changed);
    assertThat(http().post(PLACE, changed).send().status()).isEqualTo(200);
  }

  @Test
  default void c8_otherContent_isAConflict() {
    String country = country();
    Answer first = http().post(PLACE, place(country, "1", "")).send();

    Answer other = http().post(PLACE, place(country, "1", ", \"name\": \"x\"")).send();

    assertProblem(other, 409, "natural-key-taken");
    assertThat(other.field("Content-Location")).isEqualTo(first.field("Location"));
    assertThat(other.etag()).isEqualTo(first.etag());
  }

  @Test
  default void c8_anyOtherValueOfAMember_isAnotherResource() {
    String country = country();
    Answer one = http().post(PLACE, place(country, "1", "")).send();

    for (String number : new String[] {"2", "\"1\"", "true", "-1", "10"}) {
      Answer other = http().post(PLACE, place(country, number, "")).send();
      assertThat(other.status()).as(number).isEqualTo(201);
      assertThat(other.field("Location")).isNotEqualTo(one.field("Location"));
    }
    for (String number : new String[] {"1.0", "10e-1", "0.1E1"}) {
      assertProblem(
          http().post(PLACE, place(country, number, "")).send(), 409, "natural-key-taken");
    }
  }

  @Test
  default void c8_withAKeyToo_theFirstAnswerComesAgain() {
    String content = place(country(), "1", "");
    String key = freshKey();
    Answer first = http().post(PLACE, content).key(key).send();

    KeyedCreateContract.assertReplayed(http().post(PLACE, content).key(key).send(), first);
    assertThat(http().post(PLACE, content).key(freshKey()).send().status()).isEqualTo(200);
  }

  @Test
  default void c8_deleted_isNotMadeAgainByARepeat() {
    String content = place(country(), "1", "");
    Answer first = http().post(PLACE, content).send();
    String path = first.field("Location");
    http().delete(path).ifMatch(first.etag()).send();

    assertProblem(http().post(PLACE, content).send(), 410, "gone");

    assertThat(http().put(path, content).ifNoneMatch("*").send().status()).isEqualTo(201);
    assertThat(http().post(PLACE, content).send().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"country\": \"x\"}",
        "{\"country\": \"x\", \"number\": null}",
        "{\"country\": \"x\", \"number\": []}",
        "{\"country\": \"x\", \"number\": {}}"
      })
  default void c8_memberMissing_isRefused(String content) {
    Answer refused = http().post(PLACE, content).send();

    assertProblem(refused, 422, "invalid-content");
    assertThat(refused.json().path("errors").findValuesAsText("pointer"))
        .containsExactly("/number");
  }

  @Test
  default void naturalKey_cannotBeChanged_norTakenByAnotherUrl() {
    String country = country();
    Answer first = http().post(PLACE, place(country, "1", "")).send();
    String path = first.field("Location");
    String other = place(country, "2", "");

    assertProblem(http().put(path, other).ifMatch(first.etag()).send(), 422, "invalid-content");
    assertProblem(
        http().mergePatch(path, "{\"number\":2}").ifMatch(first.etag()).send(),
        422,
        "invalid-content");
    assertProblem(
        http().put(Http.fresh(PLACES), other).ifNoneMatch("*").send(), 422, "invalid-content");
    assertThat(
            http()
                .mergePatch(path, "{\"number\":1.0,\"name\":\"x\"}")
                .ifMatch(first.etag())
                .send()
                .status())
        .isEqualTo(204);
  }
}
