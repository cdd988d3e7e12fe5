package dev.etagere.server.json;

import static dev.etagere.server.json.JsonObjectsTest.check;
import static dev.etagere.server.json.JsonObjectsTest.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the grammar of RFC 8259 accepts, what it does not, and how that is said. */
class JsonSyntaxTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " \t\r\n{ \t\r\n} \t\r\n",
        "{\"a\":null,\"b\":true,\"c\":false}",
        "{\"a\":[],\"b\":[[]],\"c\":{\"d\":{}}}",
        "{\"a\":0,\"b\":-0,\"c\":-0.0,\"d\":1E400,\"e\":1e-400,\"f\":1e+2,\"g\":0e0}",
        "{\"a\":1e999999999,\"b\":1e999999999999999999999999999999,\"c\":-1e-99999999999999999999}",
        "{\"a\":123456789012345678901234567890.123456789012345678901234567890}",
        "{\"\":0,\"$set\":1,\"a.b\":2,\"__proto__\":3,\"_id\":4,\"\\u0000\":5}",
        "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\uFFFF\\uabCD\"}",
        "{\"a\":\"\\ud83d\\ude00\",\"\\uD83D\\uDE00\":\"\"}",
        "{\"a\":\"\u00e9\u20ac\ud83d\ude00\u007f\u2028\ufeff\uffff\"}",
        "{\"a\":\"\\\\ud800\",\"b\":\"\\\\\\\\ud800\"}",
        "{\"a\":{\"x\":1},\"b\":{\"x\":1},\"x\":[{\"x\":1},{\"x\":1}]}",
        "{\"a\":1,\"A\":2,\"\u00e9\":3,\"e\u0301\":4}",
      })
  void object_valid_passes(String body) {
    assertThatCode(() -> check(body)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,}",
        "{,}",
        "{,\"a\":1}",
        "{\"a\":1,,\"b\":2}",
        "{\"a\":[1,]}",
        "{\"a\":[,1]}",
        "{\"a\":[1,,2]}",
        "{\"a\":[1 2]}",
        "{\"a\":1 \"b\":2}",
        "{\"a\" 1}",
        "{\"a\"::1}",
        "{\"a\":}",
        "{\"a\"}",
        "{:1}",
        "{\"a\":[1:2]}",
        "{\"a\":NaN}",
        "{\"a\":-NaN}",
        "{\"a\":Infinity}",
        "{\"a\":-Infinity}",
        "{\"a\":01}",
        "{\"a\":-01}",
        "{\"a\":00}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":-.5}",
        "{\"a\":1.}",
        "{\"a\":1.e3}",
        "{\"a\":1e}",
        "{\"a\":1e+}",
        "{\"a\":1e1.5}",
        "{\"a\":-}",
        "{\"a\":--1}",
        "{\"a\":- 1}",
        "{\"a\":0x1}",
        "{\"a\":1a}",
        "{\"a\":1.5.2}",
        "{\"a\":1_000}",
        "{\"a\":\uff11}",
        "{\"a\":True}",
        "{\"a\":nul}",
        "{\"a\":truex}",
        "{\"a\":undefined}",
        "{/**/}",
        "{}//c",
        "{}#c",
        "#c\n{}",
        "{'a':1}",
        "{\"a\":'x'}",
        "{\"a\":`x`}",
        "{a:1}",
        "{1:1}",
        "{null:1}",
        "{[]:1}",
        "{\"a\":\"x\ty\"}",
        "{\"a\":\"x\ny\"}",
        "{\"a\":\"x\u0000y\"}",
        "{\"a\":\"x\u001fy\"}",
        "{\"a\tb\":1}",
        "{\"a\":\"\\x41\"}",
        "{\"a\":\"\\'\"}",
        "{\"a\":\"\\U0041\"}",
        "{\"a\":\"\\\n\"}",
        "{\"a\":\"\\u12G4\"}",
        "{\"a\":\"\\u+123\"}",
        "{\"a\":\"\\u004\"}",
        "{\"a\\q\":1}",
        "{\u000c}",
        "{\u000b}",
        "{\u00a0}",
        "{\u2028}",
        "{}\u0000",
        "{}\u001e",
        "{\u001e}",
        "{\ufeff}",
        "{}\ufeff",
        "{}x",
        "{}}",
        "{}]",
        "{} {}",
        "{},",
        "{}null",
        "{}\"",
        "{\"a\":[1}}",
        "{\"a\":1]",
        "{\"a\":[{]}}",
        "}",
        "{",
        "{\"a",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":tru",
        "{\"a\":\"x",
        "{\"a\":\"\\",
        "{\"a\":\"\\u00",
        "{\"a\":[",
        "{\"a\":[1",
        "{\"a\":1e",
        "*",
        "<object/>",
      })
  void body_notJson_isRefusedWithoutTheParsersWords(String body) {
    String message = refusal(body).getMessage();
    assertThat(message).isNotBlank();
    assertThat(message)
        .doesNotContainIgnoringCase("jackson", "Feature", "[Source", "byte[]", "token", "ALLOW_");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"a\":1,}',1,8",
    "'{\n  \"a\": 1,\r\n  \"b\": tru\r}',3,8",
    "'{\r\"\u00e9\ud83d\ude00\": x}',2,7",
    "'{\"a\":1,\n\"a\":2}',2,1",
    "'{\"a\":\"\ud83d\ude00\\ud800\"}',1,8",
    "'{\"a\":1',1,7",
    "'  []',1,3",
    "'{} {}',1,4",
  })
  void fault_position_isLineAndColumn(String body, int line, int column) {
    InvalidJsonException refusal = refusal(body);
    assertThat(refusal.position()).contains(new InvalidJsonException.Position(line, column));
    assertThat(refusal).hasMessageEndingWith("(line " + line + ", column " + column + ")");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"a\":NaN}',NaN and Infinity",
    "'{\"a\":-Infinity}',NaN and Infinity",
    "'{\"a\":012}',superfluous 0",
    "'{\"a\":+1}','+'",
    "'{\"a\":.5}',decimal point",
    "'{\"a\":1.}',decimal point",
    "'{/* */}',no comments",
    "'{''a'':1}',double quotes",
    "'{\"a\":\"\t\"}',U+0009",
    "'{\"a\":\"+\n\"}',U+000A",
    "'{\"a\":\"C:\\dir\"}',no such escape",
    "'{\u00a0}',U+00A0",
    "'{\"a\":[1',closed",
    "'{\"a\":1,}',comma too many",
  })
  void fault_commonMistake_isNamed(String body, String words) {
    assertThat(refusal(body)).hasMessageContaining(words.replace("'", ""));
  }
}
