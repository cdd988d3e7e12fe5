package dev.etagere.server.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.json.JsonValue;
import dev.etagere.server.resource.Content;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MergePatchTest {
  private static JsonValue json(String text) {
    return JsonValue.parse(text.getBytes(UTF_8), JsonLimits.DEFAULT);
  }

  private static Optional<Content> apply(String current, String patch, JsonLimits limits) {
    return MergePatch.parse(patch.getBytes(UTF_8), JsonLimits.DEFAULT)
        .apply(Content.ofUtf8(current), limits);
  }

  private static Optional<Content> apply(String current, String patch) {
    return apply(current, patch, JsonLimits.DEFAULT);
  }

  private static PatchNotApplicableException refusal(
      String current, String patch, JsonLimits limits) {
    return catchThrowableOfType(
        PatchNotApplicableException.class, () -> apply(current, patch, limits));
  }

  /** RFC 7396, Appendix A, all rows. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":\"b\"}|{\"a\":\"c\"}|{\"a\":\"c\"}",
        "{\"a\":\"b\"}|{\"b\":\"c\"}|{\"a\":\"b\",\"b\":\"c\"}",
        "{\"a\":\"b\"}|{\"a\":null}|{}",
        "{\"a\":\"b\",\"b\":\"c\"}|{\"a\":null}|{\"b\":\"c\"}",
        "{\"a\":[\"b\"]}|{\"a\":\"c\"}|{\"a\":\"c\"}",
        "{\"a\":\"c\"}|{\"a\":[\"b\"]}|{\"a\":[\"b\"]}",
        "{\"a\":{\"b\":\"c\"}}|{\"a\":{\"b\":\"d\",\"c\":null}}|{\"a\":{\"b\":\"d\"}}",
        "{\"a\":[{\"b\":\"c\"}]}|{\"a\":[1]}|{\"a\":[1]}",
        "[\"a\",\"b\"]|[\"c\",\"d\"]|[\"c\",\"d\"]",
        "{\"a\":\"b\"}|[\"c\"]|[\"c\"]",
        "{\"a\":\"foo\"}|null|null",
        "{\"a\":\"foo\"}|\"bar\"|\"bar\"",
        "{\"e\":null}|{\"a\":1}|{\"e\":null,\"a\":1}",
        "[1,2]|{\"a\":\"b\",\"c\":null}|{\"a\":\"b\"}",
        "{}|{\"a\":{\"bb\":{\"ccc\":null}}}|{\"a\":{\"bb\":{}}}",
      })
  void merge_appendixA_givesTheResult(String original, String patch, String result) {
    JsonValue merged = MergePatch.merge(json(original), json(patch));
    assertThat(new String(merged.toBytes(), UTF_8)).isEqualTo(result);
  }

  /** RFC 7396 §3. */
  @Test
  void merge_example_givesTheResult() {
    Optional<Content> result =
        apply(
            "{\"title\":\"Goodbye!\",\"author\":{\"givenName\":\"John\",\"familyName\":\"Doe\"},"
                + "\"tags\":[\"example\",\"sample\"],\"content\":\"This will be unchanged\"}",
            "{\"title\":\"Hello!\",\"phoneNumber\":\"+01-123-456-7890\","
                + "\"author\":{\"familyName\":null},\"tags\":[\"example\"]}");
    assertThat(result.orElseThrow().utf8())
        .isEqualTo(
            "{\"title\":\"Hello!\",\"author\":{\"givenName\":\"John\"},\"tags\":[\"example\"],"
                + "\"content\":\"This will be unchanged\",\"phoneNumber\":\"+01-123-456-7890\"}");
  }

  @Test
  void apply_untouchedParts_keepTheirText() {
    assertThat(
            apply(
                    "{ \"\\u0061\" : 1.00, \"b\": [1E400, -0, \"\\/\", 1e999999999], \"c\": 1 }",
                    "{\"c\":12345678901234567890.0, \"a\\u002eb\":\"\\u00e9\"}")
                .orElseThrow()
                .utf8())
        .isEqualTo(
            "{\"\\u0061\":1.00,\"b\":[1E400,-0,\"\\/\",1e999999999],"
                + "\"c\":12345678901234567890.0,\"a\\u002eb\":\"\\u00e9\"}");
  }

  @Test
  void apply_nullWithinArray_isKept() {
    assertThat(apply("{}", "{\"a\":[null,{\"b\":null}]}").orElseThrow().utf8())
        .isEqualTo("{\"a\":[null,{\"b\":null}]}");
  }

  @Test
  void apply_nullWithinNewObject_isDropped() {
    assertThat(apply("{\"a\":1}", "{\"a\":{\"b\":null,\"c\":{\"d\":null}}}").orElseThrow().utf8())
        .isEqualTo("{\"a\":{\"c\":{}}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"x\":null}", "{\"a\":1.0}", "{\"b\":{\"c\":\"\\u0064\"}}", "{\"b\":{}}"})
  void apply_resultEqualsCurrent_isEmpty(String patch) {
    assertThat(apply("{\"a\": 1, \"b\": {\"c\": \"d\"}}", patch)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "1", "\"a\"", "true", "[]", "[{\"op\":\"remove\"}]"})
  void apply_patchIsNoObject_isNotApplicable(String patch) {
    assertThat(refusal("{\"a\":1}", patch, JsonLimits.DEFAULT).reasons())
        .containsExactly(
            new PatchNotApplicableException.Reason(
                "", "the result is no JSON object, as every resource must be"));
  }

  @Test
  void apply_resultAtLimits_passesAndBeyond_isNotApplicable() {
    String patch = "{\"b\":[{}]}";
    JsonLimits exact = new JsonLimits("{\"a\":1,\"b\":[{}]}".length(), 3);
    assertThat(apply("{\"a\":1}", patch, exact)).isPresent();
    JsonLimits small = new JsonLimits(exact.maxBytes() - 1, 3);
    assertThat(refusal("{\"a\":1}", patch, small)).hasMessageContaining("more than 15 bytes");
    JsonLimits flat = new JsonLimits(exact.maxBytes(), 2);
    assertThat(refusal("{\"a\":1}", patch, flat)).hasMessageContaining("more than 2 deep");
  }

  @Test
  void apply_currentBeyondLimits_mayShrink() {
    JsonLimits limits = new JsonLimits(11, 1);
    assertThat(apply("{\"a\":[[[1]]],\"b\":12345}", "{\"a\":null}", limits).orElseThrow().utf8())
        .isEqualTo("{\"b\":12345}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{\"a\":1,\"a\":2}", "{\"a\":NaN}", "{}x", "{\"a\":\"\\ud800\"}"})
  void parse_noJson_isInvalid(String patch) {
    InvalidPatchException invalid =
        catchThrowableOfType(
            InvalidPatchException.class,
            () -> MergePatch.parse(patch.getBytes(UTF_8), JsonLimits.DEFAULT));
    assertThat(invalid.pointer()).isEmpty();
    assertThat(invalid).hasMessageMatching("the (body|member name|escape) .+");
  }
}
