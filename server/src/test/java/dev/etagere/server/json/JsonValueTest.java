package dev.etagere.server.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {
  private static final JsonLimits WIDE = new JsonLimits(16 << 20, JsonLimits.DEEPEST);

  private static JsonValue parse(String text) {
    return JsonValue.parse(text.getBytes(UTF_8), WIDE);
  }

  private static String text(JsonValue value) {
    return new String(value.toBytes(), UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1.0",
        "1E400",
        "1e+05",
        "-0",
        "-0.0",
        "0e-0",
        "1e999999999999999999999999999999",
        "123456789012345678901234567890.10",
        "null",
        "true",
        "false",
        "\"\"",
        "\"\\u00e9\\/\\u0041\u00e9\\ud83d\\uDE00\ud83d\ude00\\\"\\\\\"",
        "[]",
        "{}",
        "[[],{},[{}]]",
        "{\"z\":1,\"a\":2,\"m\":{\"y\":[1,2],\"b\":null}}",
        "{\"\":0,\"$set\":1,\"a.b\":2,\"__proto__\":3,\"_id\":4,\"\\u0000\":5,\"\\u0061\":6}",
      })
  void value_parsedAndWritten_keepsItsText(String text) {
    JsonValue value = parse(text);
    assertThat(text(value)).isEqualTo(text);
    assertThat(value.size()).isEqualTo(text.getBytes(UTF_8).length);
    assertThat(text(parse("{\"a\" : [ " + text + " ] }"))).isEqualTo("{\"a\":[" + text + "]}");
  }

  @Test
  void string_withEscapes_knowsItsCharacters() {
    assertThat(parse("\"\\u0041\\n\\ud83d\\ude00\""))
        .isInstanceOfSatisfying(
            JsonString.class, string -> assertThat(string.value()).isEqualTo("A\n\ud83d\ude00"));
    assertThat(JsonString.of("a\"\\/\u0000\n\u00e9\ud83d\ude00").text())
        .isEqualTo("\"a\\\"\\\\/\\u0000\\n\u00e9\ud83d\ude00\"");
  }

  @Test
  void string_longerThanTheParsersOwnLimit_isRead() {
    byte[] body = ('"' + "s".repeat(22 << 20) + '"').getBytes(UTF_8);
    assertThat(JsonValue.parse(body, new JsonLimits(body.length, 1)).size()).isEqualTo(body.length);
  }

  @Test
  void string_ofLoneSurrogate_isRefused() {
    assertThatThrownBy(() -> JsonString.of("\ud800")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"1,0", "[],1", "'[1,[2],3]',2", "'{\"a\":[{}],\"b\":1}',3"})
  void depth_isOfTheDeepestPart(String text, int depth) {
    assertThat(parse(text).depth()).isEqualTo(depth);
  }

  @Test
  void depth_thousand_isReadComparedAndWritten() {
    String deep = "[".repeat(JsonLimits.DEEPEST) + "]".repeat(JsonLimits.DEEPEST);
    assertThat(text(parse(deep))).isEqualTo(deep);
    assertThat(parse(deep).equalsAsJson(parse(deep))).isTrue();
    assertThatThrownBy(() -> parse("[" + deep + "]")).isInstanceOf(InvalidJsonException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|1.0",
        "1|10e-1",
        "1|0.1E1",
        "1|0.001e+3",
        "100|1e2",
        "-1.50|-15e-1",
        "0|-0",
        "0|0.000e99999999999999999999999999999999",
        "1e999999999|10e999999998",
        "1e999999999999999999999999999999|0.1e1000000000000000000000000000000",
        "-1e-1000000000000000000000000000000|-10e-1000000000000000000000000000001",
        "1e-1000000000000000000|0.01e-999999999999999998",
        "1e1000000000000000000|10e999999999999999999",
        "1e0000000000000000000000000000000001|10",
        "123456789012345678901234567890|123456789012345678901234567.890e3",
        "\"a\"|\"\\u0061\"",
        "\"\\ud83d\\ude00\"|\"\ud83d\ude00\"",
        "\"/\"|\"\\/\"",
        "[1,2.0]|[1.0,2]",
        "{\"a\":1,\"b\":[{}]}|{\"b\":[{}],\"\\u0061\":1.0}",
        "null|null",
      })
  void equality_sameMeaning_holdsBothWays(String one, String other) {
    assertThat(parse(one).equalsAsJson(parse(other))).isTrue();
    assertThat(parse(other).equalsAsJson(parse(one))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|2",
        "1|-1",
        "1|10",
        "1|1.0000000000000000000000000000000000001",
        "9007199254740993|9007199254740992",
        "1e999999999|1e999999998",
        "1e999999999|1e-999999999",
        "1e999999999999999999999999999999|1e999999999999999999999999999998",
        "1e999999999999999999999999999999|-1e999999999999999999999999999999",
        "1e400|1e500",
        "0|1e-400",
        "0|false",
        "0|\"0\"",
        "0|null",
        "\"\"|null",
        "\"a\"|\"A\"",
        "\"\u00e9\"|\"e\u0301\"",
        "[]|{}",
        "[1,2]|[2,1]",
        "[1]|[1,1]",
        "{\"a\":1}|{\"a\":2}",
        "{\"a\":1}|{\"b\":1}",
        "{\"a\":null}|{}",
        "true|false",
      })
  void equality_otherMeaning_failsBothWays(String one, String other) {
    assertThat(parse(one).equalsAsJson(parse(other))).isFalse();
    assertThat(parse(other).equalsAsJson(parse(one))).isFalse();
  }

  @Test
  void equality_ofNumbersOfMegabytes_isDecided() {
    String nines = "9".repeat(1 << 20);
    String carried = "1" + "0".repeat(1 << 20);
    assertThat(parse("1e" + carried).equalsAsJson(parse("10e" + nines))).isTrue();
    assertThat(parse("1e-" + nines).equalsAsJson(parse("0.1e-" + nines))).isFalse();
    assertThat(parse(carried).equalsAsJson(parse("1e" + (1 << 20)))).isTrue();
  }

  @Test
  void object_changed_keepsOrderAndNamesAndTheOriginal() {
    JsonObject object = (JsonObject) parse("{\"\\u0061\":1,\"b\":2}");
    JsonNumber three = new JsonNumber("3");
    assertThat(text(object.with(JsonString.of("a"), three))).isEqualTo("{\"\\u0061\":3,\"b\":2}");
    assertThat(text(object.with(JsonString.of("\n"), three)))
        .isEqualTo("{\"\\u0061\":1,\"b\":2,\"\\n\":3}");
    assertThat(text(object.without("a"))).isEqualTo("{\"b\":2}");
    assertThat(text(object)).isEqualTo("{\"\\u0061\":1,\"b\":2}");
    assertThat(object.get("a")).isPresent();
    assertThat(object.get("\\u0061")).isEmpty();
  }

  @Test
  void object_ofTwoEqualNames_isRefused() {
    JsonObject.Member member = new JsonObject.Member(JsonString.of("a"), JsonLiteral.NULL);
    assertThatThrownBy(() -> JsonObject.of(List.of(member, member)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void array_changed_leavesTheOriginal() {
    JsonArray array = (JsonArray) parse("[1,2]");
    JsonNumber three = new JsonNumber("3");
    assertThat(text(array.with(0, three))).isEqualTo("[3,2]");
    assertThat(text(array.inserted(0, three))).isEqualTo("[3,1,2]");
    assertThat(text(array.inserted(2, three))).isEqualTo("[1,2,3]");
    assertThat(text(array.without(1))).isEqualTo("[1]");
    assertThat(text(array)).isEqualTo("[1,2]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nul", "[1,]", "{\"a\":1,\"a\":2}", "\"\\ud800\"", "1 2", "\ufeff1"})
  void value_invalid_isRefused(String text) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(InvalidJsonException.class);
  }

  @Test
  void toString_neverShowsContents() {
    assertThat(parse("{\"secret\":[\"secret\",12345]}").toString())
        .isEqualTo("JsonObject[27 bytes]");
  }

  @ParameterizedTest
  @CsvSource({"0,1", "-1,1", "1,0", "1,1001"})
  void limits_outOfRange_areRefused(int maxBytes, int maxDepth) {
    assertThatThrownBy(() -> new JsonLimits(maxBytes, maxDepth))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
