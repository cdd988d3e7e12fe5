package dev.etagere.server.http;

import static dev.etagere.server.http.Http.fresh;
import static dev.etagere.server.http.HttpTest.assertPreconditionFailed;
import static dev.etagere.server.http.HttpTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.Http.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GET and HEAD: rows G1 to G8. */
interface GetContract extends HttpTest {
  String CONTENT = "{ \"a\": 1.00,\n \"b\": \"\\u00e9\" }";
  String PAST = "Thu, 01 Jan 2015 00:00:00 GMT";
  String FUTURE = "Fri, 01 Jan 2100 00:00:00 GMT";

  @Test
  default void g1_noPrecondition_isTheContentByteForByte() {
    String path = fresh(NOTES);
    String etag = http().create(path, CONTENT);

    Answer answer = http().get(path).send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo(CONTENT);
    assertThat(answer.field("Content-Type")).isEqualTo("application/json");
    assertThat(answer.etag()).isEqualTo(etag).matches("\"1-[0-9a-f]{16}\"");
    assertThat(answer.field("Last-Modified"))
        .matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
    assertThat(answer.field("Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  default void g1_collectionWithItsOwnCacheControl_sendsIt() {
    String path = fresh(STRICT);
    http().create(path, CONTENT);

    assertThat(http().get(path).send().all("Cache-Control")).containsExactly("private, max-age=5");
  }

  @Test
  default void g1_head_hasTheFieldsOfGetAndNoContent() {
    String path = fresh(NOTES);
    http().create(path, CONTENT);
    Answer get = http().get(path).send();

    Answer head = http().request("HEAD", path, new byte[0]).send();

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.text()).isEmpty();
    for (String field : new String[] {"Content-Length", "Content-Type", "ETag", "Last-Modified"}) {
      assertThat(head.field(field)).isEqualTo(get.field(field));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TAG", "W/TAG", "\"other\", TAG", "\"other\" ,, W/TAG,", "*"})
  default void g2_ifNoneMatchListsTheTag_isNotModified(String template) {
    String path = fresh(NOTES);
    String etag = http().create(path, CONTENT);

    Answer answer = http().get(path).ifNoneMatch(template.replace("TAG", etag)).send();

    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.text()).isEmpty();
    assertThat(answer.etag()).isEqualTo(etag);
    assertThat(answer.field("Cache-Control")).isEqualTo("no-cache");
    assertThat(answer.has("Content-Type")).isFalse();
  }

  @Test
  default void g2_ifNoneMatchOnTwoLines_isOneList() {
    String path = fresh(NOTES);
    String etag = http().create(path, CONTENT);

    Answer answer = http().get(path).ifNoneMatch("\"other\"").ifNoneMatch(etag).send();

    assertThat(answer.status()).isEqualTo(304);
  }

  @Test
  default void g3_ifNoneMatchWithoutAMatch_ignoresIfModifiedSince() {
    String path = fresh(NOTES);
    http().create(path, CONTENT);

    Answer answer =
        http().get(path).ifNoneMatch("\"other\"").header("If-Modified-Since", FUTURE).send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo(CONTENT);
  }

  @Test
  default void g4_notModifiedSince_isNotModified() {
    String path = fresh(NOTES);
    http().create(path, CONTENT);
    String lastModified = http().get(path).send().field("Last-Modified");

    Answer same = http().get(path).header("If-Modified-Since", lastModified).send();
    Answer future = http().get(path).header("If-Modified-Since", FUTURE).send();

    assertThat(same.status()).isEqualTo(304);
    assertThat(future.status()).isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {PAST, "Thursday, 01-Jan-15 00:00:00 GMT", "Thu Jan  1 00:00:00 2015", "rubbish"})
  default void g4_modifiedSinceOrInvalidDate_isTheContent(String date) {
    String path = fresh(NOTES);
    http().create(path, CONTENT);

    assertThat(http().get(path).header("If-Modified-Since", date).send().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Friday, 01-Jan-49 00:00:00 GMT", "Fri Jan  1 00:00:00 2049"})
  default void g4_obsoleteDateFormats_areUnderstood(String date) {
    String path = fresh(NOTES);
    http().create(path, CONTENT);

    assertThat(http().get(path).header("If-Modified-Since", date).send().status()).isEqualTo(304);
  }

  @Test
  default void g5_ifMatchWithoutAMatch_fails() {
    String path = fresh(NOTES);
    String etag = http().create(path, CONTENT);

    assertPreconditionFailed(http().get(path).ifMatch("\"other\"").send(), "stale");
    assertPreconditionFailed(http().get(path).ifMatch("W/" + etag).send(), "weak-tag");
    assertPreconditionFailed(http().get(path).header("If-Unmodified-Since", PAST).send(), "stale");
  }

  @Test
  default void g5_ifMatchWithAMatch_isTheContent() {
    String path = fresh(NOTES);
    String etag = http().create(path, CONTENT);

    assertThat(http().get(path).ifMatch(etag).send().status()).isEqualTo(200);
    assertThat(http().get(path).ifMatch("*").send().status()).isEqualTo(200);
  }

  @Test
  default void g6_range_isIgnored() {
    String path = fresh(NOTES);
    String etag = http().create(path, CONTENT);

    Answer answer = http().get(path).header("Range", "bytes=0-3").header("If-Range", etag).send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo(CONTENT);
    assertThat(answer.field("Accept-Ranges")).isEqualTo("none");
  }

  @Test
  default void g7_neverExisted_isNotFoundWhateverThePrecondition() {
    String path = fresh(NOTES);

    assertProblem(http().get(path).send(), 404, "not-found");
    assertProblem(http().get(path).ifMatch("*").send(), 404, "not-found");
    assertProblem(http().get(path).ifNoneMatch("*").send(), 404, "not-found");
  }

  @Test
  default void g8_deleted_isGoneWhateverThePrecondition() {
    String path = fresh(NOTES);
    String etag = http().create(path, CONTENT);
    http().delete(path).ifMatch(etag).send();

    assertProblem(http().get(path).send(), 410, "gone");
    assertProblem(http().get(path).ifMatch(etag).send(), 410, "gone");
    assertProblem(http().get(path).ifNoneMatch(etag).send(), 410, "gone");
  }

  @Test
  default void g8_deletionForgotten_isNotFound() {
    String path = fresh(BRIEF);
    String etag = http().create(path, CONTENT);
    http().delete(path).ifMatch(etag).send();

    assertProblem(http().get(path).send(), 404, "not-found");
  }
}
