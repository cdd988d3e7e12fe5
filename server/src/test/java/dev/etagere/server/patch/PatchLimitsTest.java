package dev.etagere.server.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.resource.Content;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a patch may cost. */
class PatchLimitsTest {
  private static final JsonLimits LIMITS = new JsonLimits(4 << 20, 64);

  private static String operations(int count, String operation) {
    return IntStream.range(0, count)
        .mapToObj(i -> operation.replace("#", Integer.toString(i)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String wideObject(int members) {
    return IntStream.range(0, members)
        .mapToObj(i -> "\"m" + i + "\":" + i)
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static Optional<Content> apply(String current, String patch, JsonLimits limits) {
    return JsonPatch.parse(patch.getBytes(UTF_8), LIMITS).apply(Content.ofUtf8(current), limits);
  }

  private static PatchNotApplicableException.Reason refusal(
      String current, String patch, JsonLimits limits) {
    PatchNotApplicableException refusal =
        catchThrowableOfType(
            PatchNotApplicableException.class, () -> apply(current, patch, limits));
    assertThat(refusal).isNotNull();
    return refusal.reasons().get(0);
  }

  @Test
  void copies_thatDouble_endAtTheFirstThatIsTooLarge() {
    // Unchecked, this would be a document of 2^10000 bytes.
    String patch =
        operations(10_000, "{\"op\":\"copy\",\"from\":\"/a\",\"path\":\"/a/-\"}")
            .replaceFirst("\\[", "[{\"op\":\"add\",\"path\":\"/a\",\"value\":[\"x\"]},");
    JsonLimits deep = new JsonLimits(1 << 20, JsonLimits.DEEPEST);
    PatchNotApplicableException.Reason reason = refusal("{}", patch, deep);
    assertThat(reason.message()).contains("more than 1048576 bytes");
    assertThat(reason.pointer()).isEqualTo("/18/path");
  }

  @Test
  void copies_thatDoubleWide_endAtTheFirstThatIsTooLarge() {
    // Each new member holds two copies of the one before: the depth grows by one, the size doubles.
    String patch =
        IntStream.range(1, 60)
            .mapToObj(
                i ->
                    ("{\"op\":\"add\",\"path\":\"/m#\",\"value\":{}},"
                            + "{\"op\":\"copy\",\"from\":\"/m@\",\"path\":\"/m#/l\"},"
                            + "{\"op\":\"copy\",\"from\":\"/m@\",\"path\":\"/m#/r\"}")
                        .replace("#", Integer.toString(i))
                        .replace("@", Integer.toString(i - 1)))
            .collect(Collectors.joining(",", "[", "]"));
    assertThat(refusal("{\"m0\":{}}", patch, JsonLimits.DEFAULT).message())
        .contains("more than 1048576 bytes");
  }

  @Test
  void copies_thatDeepen_endAtTheFirstThatIsTooDeep() {
    String patch = operations(10, "{\"op\":\"copy\",\"from\":\"\",\"path\":\"/c#\"}");
    PatchNotApplicableException.Reason reason =
        refusal("{\"a\":{\"b\":1}}", patch, new JsonLimits(1 << 20, 4));
    assertThat(reason.message()).contains("more than 4 deep");
    assertThat(reason.pointer()).isEqualTo("/2/path");
  }

  @Test
  void values_thatAddUp_endAtTheFirstThatIsTooLarge() {
    String patch = operations(5, "{\"op\":\"add\",\"path\":\"/k#\",\"value\":\"0123456789\"}");
    assertThat(refusal("{}", patch, new JsonLimits(38, 9)).pointer()).isEqualTo("/2/path");
    assertThat(apply("{}", operations(2, "{\"op\":\"add\",\"path\":\"/k#\",\"value\":1}"), LIMITS))
        .isPresent();
  }

  @Test
  void operations_onWideObject_areRefusedWhereTheyAreTooMany() {
    String patch = operations(30_000, "{\"op\":\"replace\",\"path\":\"/m0\",\"value\":#}");
    assertThat(refusal(wideObject(100_000), patch, LIMITS).message()).contains("too often");
  }

  @Test
  void operations_onOrdinaryObject_areNotTooMany() {
    String patch = operations(2_000, "{\"op\":\"replace\",\"path\":\"/m#\",\"value\":\"x\"}");
    String result = apply(wideObject(2_001), patch, LIMITS).orElseThrow().utf8();
    assertThat(result).contains("\"m1999\":\"x\",\"m2000\":2000");
  }

  @Test
  void operations_onOrdinaryArray_areNotTooMany() {
    String patch = operations(30_000, "{\"op\":\"add\",\"path\":\"/a/0\",\"value\":#}");
    JsonLimits narrow = new JsonLimits(1 << 20, 2);
    assertThat(
            catchThrowableOfType(
                PatchNotApplicableException.class, () -> apply("{\"a\":[]}", patch, narrow)))
        .hasMessageContaining("too often");
    String fewer = operations(5_000, "{\"op\":\"add\",\"path\":\"/a/0\",\"value\":#}");
    assertThat(apply("{\"a\":[]}", fewer, narrow).orElseThrow().utf8())
        .startsWith("{\"a\":[4999,4998,");
  }

  @Test
  void current_beyondLimits_mayShrinkStepByStepButNotGrow() {
    String current = "{\"a\":[[[[1]]]],\"b\":[[[[2]]]],\"c\":3}";
    JsonLimits limits = new JsonLimits(10, 1);
    String shrink =
        "[{\"op\":\"remove\",\"path\":\"/a\"},{\"op\":\"add\",\"path\":\"/c\",\"value\":4},"
            + "{\"op\":\"remove\",\"path\":\"/b\"}]";
    assertThat(apply(current, shrink, limits).orElseThrow().utf8()).isEqualTo("{\"c\":4}");
    String grow = "[{\"op\":\"add\",\"path\":\"/c\",\"value\":44}]";
    assertThat(refusal(current, grow, limits).pointer()).isEqualTo("/0/path");
    String tooLittle = "[{\"op\":\"remove\",\"path\":\"/a\"}]";
    assertThat(refusal(current, tooLittle, limits).pointer()).isEmpty();
  }

  @Test
  void test_ofOneLongNumberAndManyShortOnes_isDecided() {
    String current = "{\"n\":1." + "0".repeat(1 << 20) + "}";
    String patch = operations(20_000, "{\"op\":\"test\",\"path\":\"/n\",\"value\":1}");
    assertThat(apply(current, patch, LIMITS)).isEmpty();
  }

  @Test
  void parse_valueAtDepthLimit_passesAndBeyond_isInvalid() {
    JsonLimits limits = new JsonLimits(1000, 3);
    String deepest = "[{\"op\":\"add\",\"path\":\"/a\",\"value\":[[[]]]}]";
    String deeper = "[{\"op\":\"add\",\"path\":\"/a\",\"value\":[[[[]]]]}]";
    assertThat(JsonPatch.parse(deepest.getBytes(UTF_8), limits)).isNotNull();
    assertThat(
            catchThrowableOfType(
                InvalidPatchException.class, () -> JsonPatch.parse(deeper.getBytes(UTF_8), limits)))
        .hasMessageContaining("nested");
  }

  @Test
  void parse_largerThanLimit_isInvalid() {
    byte[] patch = "[{\"op\":\"remove\",\"path\":\"/a\"}]".getBytes(UTF_8);
    assertThat(
            catchThrowableOfType(
                InvalidPatchException.class,
                () -> JsonPatch.parse(patch, new JsonLimits(patch.length - 1, 9))))
        .hasMessageContaining("at most");
  }
}
