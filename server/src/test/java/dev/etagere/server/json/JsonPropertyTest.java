package dev.etagere.server.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/** JSON for any value, however it is written, and for any text and any bytes. */
class JsonPropertyTest {
  private static Optional<JsonValue> parse(byte[] bytes) {
    try {
      return Optional.of(JsonValue.parse(bytes, JsonLimits.DEFAULT));
    } catch (InvalidJsonException e) {
      assertThat(e).hasMessageMatching("(?s).+");
      return Optional.empty();
    }
  }

  private static boolean isObject(byte[] bytes) {
    try {
      JsonObjects.check(bytes, JsonLimits.DEFAULT);
      return true;
    } catch (InvalidJsonException e) {
      return false;
    }
  }

  private static void assertConsistent(byte[] bytes) {
    Optional<JsonValue> read = parse(bytes);
    assertThat(isObject(bytes)).isEqualTo(read.filter(JsonObject.class::isInstance).isPresent());
    read.ifPresent(
        value -> {
          byte[] written = value.toBytes();
          assertThat(value.size()).isEqualTo(written.length);
          JsonValue again = parse(written).orElseThrow();
          assertThat(again.equalsAsJson(value)).isTrue();
          assertThat(value.equalsAsJson(again)).isTrue();
          assertThat(again.depth()).isEqualTo(value.depth());
          assertThat(again.toBytes()).isEqualTo(written);
        });
  }

  @Provide
  Arbitrary<String> values() {
    return JsonTexts.values();
  }

  @Property(tries = 1_000)
  void value_any_isReadAndWrittenWithoutChange(@ForAll("values") String text) {
    assertThat(parse(text.getBytes(UTF_8))).as(text).isPresent();
    assertConsistent(text.getBytes(UTF_8));
  }

  @Property
  void value_withoutWhiteSpace_keepsItsVeryText(@ForAll("values") String text) {
    byte[] compact = parse(text.getBytes(UTF_8)).orElseThrow().toBytes();
    assertThat(new String(compact, UTF_8)).isEqualTo(JsonTexts.withoutSpace(text));
  }

  @Property(tries = 10_000)
  void text_any_isReadIfAndOnlyIfTheReferenceReadsIt(@ForAll("texts") String text) {
    byte[] bytes = text.getBytes(UTF_8); // Half a surrogate pair has become a question mark.
    assertThat(parse(bytes).isPresent()).isEqualTo(ReferenceJson.accepts(new String(bytes, UTF_8)));
    assertConsistent(bytes);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
                "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\\", "u0061", "\\ud83d", "\\ude00",
                "0", "1", "-", "+", ".", "e", "E", "true", "null", "NaN", " ", "\n", "\u0001",
                "\u00e9", "\u2028", "/", "#", "'", "\ufeff", "\f")
            .list()
            .ofMaxSize(8)
            .map(parts -> String.join("", parts));
    Arbitrary<String> damaged =
        values()
            .flatMap(
                text ->
                    Arbitraries.integers().between(0, text.length() - 1).map(at -> cut(text, at)));
    return Arbitraries.frequencyOf(
        Tuple.of(2, pieces),
        Tuple.of(1, pieces.map(text -> "[" + text + "]")),
        Tuple.of(2, damaged));
  }

  private static String cut(String text, int at) {
    return new StringBuilder(text).deleteCharAt(at).toString();
  }

  @Property(tries = 2_000)
  void bytes_any_areReadOrRefused(@ForAll @Size(max = 12) byte[] bytes) {
    assertConsistent(bytes);
  }

  @Property
  void number_written_asEqualDecimals_isTheSame(
      @ForAll("numbers") String one, @ForAll("numbers") String other) {
    JsonValue first = parse(one.getBytes(UTF_8)).orElseThrow();
    JsonValue second = parse(other.getBytes(UTF_8)).orElseThrow();
    boolean same = new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
    assertThat(first.equalsAsJson(second)).isEqualTo(same);
    assertThat(((JsonNumber) first).canonicalText().equals(((JsonNumber) second).canonicalText()))
        .isEqualTo(same);
  }

  @Provide
  Arbitrary<String> numbers() {
    return Arbitraries.of(
        "0", "-0", "0.0", "1", "1.0", "10e-1", "0.1e1", "-1", "100", "1e2", "1E+2", "0e9", "12",
        "1.2e1");
  }
}
