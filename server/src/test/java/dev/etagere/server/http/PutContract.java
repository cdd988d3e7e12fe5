package dev.etagere.server.http;

import static dev.etagere.server.http.Http.fresh;
import static dev.etagere.server.http.HttpTest.assertPreconditionFailed;
import static dev.etagere.server.http.HttpTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.Http.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PUT: rows P1 to P16. */
interface PutContract extends HttpTest {
  String ONE = "{\"n\":1}";
  String TWO = "{\"n\": 2}";

  @Test
  default void p1_noPrecondition_isRequired() {
    String path = fresh(NOTES);

    Answer absent = http().put(path, ONE).send();
    String etag = http().create(path, ONE);
    Answer live = http().put(path, TWO).send();
    http().delete(path).ifMatch(etag).send();
    Answer deleted = http().put(path, TWO).send();

    for (Answer answer : List.of(absent, live, deleted)) {
      assertProblem(answer, 428, "precondition-required");
      assertThat(answer.json().path("required").findValuesAsText("header"))
          .containsExactly("If-Match", "If-None-Match");
    }
  }

  @Test
  default void p1_ifModifiedSinceAlone_isNone() {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);

    assertProblem(
        http().put(path, TWO).header("If-Modified-Since", GetContract.PAST).send(),
        428,
        "precondition-required");
    assertUntouched(path, etag, ONE);
  }

  @Test
  default void p2_currentTag_replaces() {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);

    Answer answer = http().put(path, TWO).ifMatch(etag).send();

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.text()).isEmpty();
    assertThat(answer.etag()).isNotEqualTo(etag).startsWith("\"2-");
    assertThat(answer.has("Last-Modified")).isTrue();
    assertUntouched(path, answer.etag(), TWO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return=representation",
        "Return = representation",
        "respond-async, wait=10,return=representation",
        "x=\"a, return=minimal\", return=\"representation\";y=1"
      })
  default void p2_preferRepresentation_answersTheContent(String prefer) {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);

    Answer answer = http().put(path, TWO).ifMatch(etag).header("Prefer", prefer).send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo(TWO);
    assertThat(answer.field("Preference-Applied")).isEqualTo("return=representation");
    assertThat(answer.field("Content-Location")).isEqualTo(path);
    assertThat(answer.etag()).isEqualTo(http().get(path).send().etag());
  }

  @ParameterizedTest
  @ValueSource(strings = {"return=minimal, return=representation", "return", "retur n=x", "\"", ""})
  default void p2_otherPreference_isNotApplied(String prefer) {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);

    Answer answer = http().put(path, TWO).ifMatch(etag).header("Prefer", prefer).send();

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.has("Preference-Applied")).isFalse();
  }

  @Test
  default void p3_identicalContent_changesNothing() {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);
    String lastModified = http().get(path).send().field("Last-Modified");

    Answer answer = http().put(path, ONE).ifMatch(etag).send();
    Answer any = http().put(path, ONE).ifMatch("*").send();

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.etag()).isEqualTo(etag);
    assertThat(answer.field("Last-Modified")).isEqualTo(lastModified);
    assertThat(answer.has("Idempotent-Replayed")).isFalse();
    assertThat(any.etag()).isEqualTo(etag);
  }

  @Test
  default void p3_otherBytesOfTheSameJson_areAChange() {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);

    assertThat(http().put(path, "{\"n\": 1}").ifMatch(etag).send().etag()).startsWith("\"2-");
  }

  @Test
  default void p4_otherTags_areStale() {
    String path = fresh(NOTES);
    String first = http().create(path, ONE);
    String second = http().put(path, TWO).ifMatch(first).send().etag();

    Answer answer = http().put(path, "{\"n\":3}").ifMatch("\"x\", " + first).send();

    assertPreconditionFailed(answer, "stale");
    assertThat(answer.etag()).isEqualTo(second);
    assertThat(answer.json().path("currentETag").asText()).isEqualTo(second);
    assertThat(answer.json().path("lastModified").asText())
        .isEqualTo(http().get(path).send().field("Last-Modified"));
    assertThat(answer.json().has("alreadyApplied")).isFalse();
    assertUntouched(path, second, TWO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "\"1-0000000000000000\""})
  default void p5_ifMatchOnWhatIsNotThere_fails(String ifMatch) {
    String path = fresh(NOTES);

    Answer absent = http().put(path, ONE).ifMatch(ifMatch).send();
    http().delete(path).ifMatch(http().create(path, ONE)).send();
    Answer deleted = http().put(path, ONE).ifMatch(ifMatch).send();

    assertPreconditionFailed(absent, "absent");
    assertPreconditionFailed(deleted, "absent");
    assertThat(absent.has("ETag")).isFalse();
    assertThat(http().get(path).send().status()).isEqualTo(410);
  }

  @Test
  default void p5_tagThatWasCurrentWhenDeleted_fails() {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);
    http().delete(path).ifMatch(etag).send();

    assertPreconditionFailed(http().put(path, ONE).ifMatch(etag).send(), "absent");
    String tombstone = etag.replace("\"1-", "\"2-");
    assertPreconditionFailed(http().put(path, ONE).ifMatch(tombstone).send(), "absent");
  }

  @Test
  default void p6_any_replacesWhateverTheVersion() {
    String path = fresh(NOTES);
    http().create(path, ONE);

    Answer answer = http().put(path, TWO).ifMatch("*").send();

    assertThat(answer.status()).isEqualTo(204);
    assertUntouched(path, answer.etag(), TWO);
  }

  @Test
  default void p6_anyWhereTheCollectionWantsATag_isRequired() {
    String path = fresh(STRICT);
    String etag = http().create(path, ONE);

    assertProblem(http().put(path, TWO).ifMatch("*").send(), 428, "precondition-required");
    assertUntouched(path, etag, ONE);
  }

  @Test
  default void p7_absent_isCreated() {
    String path = fresh(NOTES);

    Answer answer = http().put(path, ONE).ifNoneMatch("*").send();

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text()).isEmpty();
    assertThat(answer.field("Location")).isEqualTo(path);
    assertUntouched(path, answer.etag(), ONE);
  }

  @Test
  default void p7_preferRepresentation_answersTheContent() {
    String path = fresh(NOTES);

    Answer answer = http().put(path, ONE).ifNoneMatch("*").preferRepresentation().send();

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text()).isEqualTo(ONE);
    assertThat(answer.field("Content-Location")).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {NOTES, BRIEF})
  default void p8_deleted_isCreatedAgainAndNoTagComesBack(String collection) {
    String path = fresh(collection);
    List<String> etags = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String created = http().create(path, ONE);
      String replaced = http().put(path, TWO).ifMatch(created).send().etag();
      assertThat(http().delete(path).ifMatch(replaced).send().status()).isEqualTo(204);
      etags.addAll(List.of(created, replaced));
    }

    assertThat(new HashSet<>(etags)).hasSameSizeAs(etags);
  }

  @Test
  default void p9_createIfAbsent_onLive_isRefused() {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);

    Answer other = http().put(path, TWO).ifNoneMatch("*").send();
    Answer repeat = http().put(path, ONE).ifNoneMatch("*").send();

    assertPreconditionFailed(other, "exists");
    assertThat(other.etag()).isEqualTo(etag);
    assertThat(other.json().has("alreadyApplied")).isFalse();
    assertPreconditionFailed(repeat, "exists");
    assertThat(repeat.json().path("alreadyApplied").asBoolean()).isTrue();
    assertUntouched(path, etag, ONE);
  }

  @Test
  default void p10_onlyIfNoneMatchWithTags_neverWrites() {
    String path = fresh(NOTES);
    Answer absent = http().put(path, ONE).ifNoneMatch("\"x\"").send();
    String etag = http().create(path, ONE);

    assertProblem(absent, 428, "precondition-required");
    assertPreconditionFailed(http().put(path, TWO).ifNoneMatch("W/" + etag).send(), "exists");
    assertProblem(http().put(path, TWO).ifNoneMatch("\"x\"").send(), 428, "precondition-required");
    assertUntouched(path, etag, ONE);
  }

  @Test
  default void p11_onlyIfUnmodifiedSince_neverWrites() {
    String path = fresh(NOTES);
    Answer absent = http().put(path, ONE).header("If-Unmodified-Since", GetContract.PAST).send();
    String etag = http().create(path, ONE);

    assertProblem(absent, 428, "precondition-required");
    assertPreconditionFailed(
        http().put(path, TWO).header("If-Unmodified-Since", GetContract.PAST).send(), "stale");
    assertProblem(
        http().put(path, TWO).header("If-Unmodified-Since", GetContract.FUTURE).send(),
        428,
        "precondition-required");
    assertUntouched(path, etag, ONE);
  }

  @Test
  default void p12_listOfTags_isTrueIfAnyMatches() {
    String path = fresh(NOTES);
    String first = http().create(path, ONE);

    Answer oneLine = http().put(path, TWO).ifMatch("\"x,\", ,W/\"y\"," + first).send();
    Answer twoLines = http().put(path, ONE).ifMatch("\"x\"").ifMatch(oneLine.etag()).send();

    assertThat(oneLine.status()).isEqualTo(204);
    assertThat(twoLines.status()).isEqualTo(204);
  }

  @Test
  default void p13_weakTag_neverMatches() {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);

    Answer answer = http().put(path, TWO).ifMatch("W/" + etag).send();

    assertPreconditionFailed(answer, "weak-tag");
    assertThat(answer.json().path("detail").asText()).contains("weak");
    assertUntouched(path, etag, ONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1-0000000000000000",
        "\"a",
        "a\"",
        "*, \"a\"",
        "\"a\", *",
        "",
        ",",
        " , ,",
        "w/\"a\"",
        "\"a\" \"b\"",
        "\"a b\"",
        "W/ \"a\"",
        "W/*",
        "**",
        "\"a\"b",
        "W/",
        "\"\\\"\""
      })
  default void p14_malformedTagList_isRefused(String value) {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);

    for (String field : List.of("If-Match", "If-None-Match")) {
      Answer put = http().put(path, TWO).header(field, value).send();
      assertProblem(put, 400, "bad-request");
      assertThat(put.json().path("field").asText()).isEqualTo(field);
      assertProblem(http().get(path).header(field, value).send(), 400, "bad-request");
      assertProblem(http().delete(path).header(field, value).send(), 400, "bad-request");
    }
    assertUntouched(path, etag, ONE);
  }

  @Test
  default void p14_anyOnTwoLines_isRefused() {
    Answer answer = http().put(fresh(NOTES), ONE).ifMatch("*").ifMatch("*").send();

    assertProblem(answer, 400, "bad-request");
  }

  @Test
  default void p15_bothFields_ifMatchFirst() {
    String path = fresh(NOTES);
    Answer absent = http().put(path, ONE).ifMatch("*").ifNoneMatch("*").send();
    String etag = http().create(path, ONE);

    assertPreconditionFailed(absent, "absent");
    assertPreconditionFailed(
        http().put(path, TWO).ifMatch("\"x\"").ifNoneMatch("*").send(), "stale");
    assertPreconditionFailed(http().put(path, TWO).ifMatch(etag).ifNoneMatch("*").send(), "exists");
    assertPreconditionFailed(
        http().put(path, TWO).ifMatch(etag).ifNoneMatch(etag).send(), "exists");
    assertUntouched(path, etag, ONE);
    assertThat(http().put(path, TWO).ifMatch(etag).ifNoneMatch("\"x\"").send().status())
        .isEqualTo(204);
  }

  @Test
  default void p16_repeatWhereOnlyKeysReplay_isStaleAndSaysSo() {
    String path = fresh(NOTES);
    String parent = http().create(path, ONE);
    String current = http().put(path, TWO).ifMatch(parent).send().etag();

    Answer repeat = http().put(path, TWO).ifMatch(parent).send();

    assertPreconditionFailed(repeat, "stale");
    assertThat(repeat.json().path("alreadyApplied").asBoolean()).isTrue();
    assertUntouched(path, current, TWO);
  }

  @Test
  default void p16_repeatWhereContentReplays_isAnsweredAgain() {
    String path = fresh(SWITCHES);
    String parent = http().create(path, ONE);
    String current = http().put(path, TWO).ifMatch(parent).send().etag();

    Answer repeat = http().put(path, TWO).ifMatch(parent).send();
    Answer other = http().put(path, "{\"n\":3}").ifMatch(parent).send();
    Answer grandparent = http().put(path, TWO).ifMatch("\"0-0\"").send();

    assertThat(repeat.status()).isEqualTo(204);
    assertThat(repeat.etag()).isEqualTo(current);
    assertThat(repeat.field("Idempotent-Replayed")).isEqualTo("true");
    assertPreconditionFailed(other, "stale");
    assertPreconditionFailed(grandparent, "stale");
    assertUntouched(path, current, TWO);
  }

  @Test
  default void put_partOfTheContent_isRefused() {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);

    assertProblem(
        http().put(path, TWO).ifMatch(etag).header("Content-Range", "bytes 0-7/20").send(),
        400,
        "bad-request");
    assertUntouched(path, etag, ONE);
  }
}
