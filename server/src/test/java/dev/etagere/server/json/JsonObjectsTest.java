package dev.etagere.server.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectsTest {
  static void check(String body) {
    check(body.getBytes(UTF_8));
  }

  private static void check(byte[] body) {
    JsonObjects.check(body, JsonLimits.DEFAULT);
  }

  static InvalidJsonException refusal(byte[] body) {
    InvalidJsonException refusal =
        catchThrowableOfType(InvalidJsonException.class, () -> check(body));
    assertThat(refusal).as("refusal of %s", new String(body, ISO_8859_1)).isNotNull();
    return refusal;
  }

  static InvalidJsonException refusal(String body) {
    return refusal(body.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\udc00\"}",
        "{\"a\":\"\\uDBFF\\uDBFF\"}",
        "{\"a\":\"\\udc00\\ud800\"}",
        "{\"a\":\"\\ud800x\\udc00\"}",
        "{\"a\":\"\\ud800\\\\udc00\"}",
        "{\"a\":\"\\ud83d\\ude00\\ude00\"}",
        "{\"a\":\"\\ud83d\ude00\"}",
        "{\"a\":\"\\ud800\\n\"}",
        "{\"\\ud800\":1}",
        "{\"a\":{\"b\":[{\"\\uDFFF\":1}]}}",
      })
  void escape_loneSurrogate_isRefused(String body) {
    // A raw half in a Java string becomes '?' in UTF-8: the escaped half stays alone.
    assertThat(refusal(body)).hasMessageContaining("surrogate");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "ff",
        "fe",
        "c0af",
        "c080",
        "e080af",
        "f08080af",
        "eda080",
        "edb080",
        "eda0bdedb880",
        "f4908080",
        "f888808080",
        "c3",
        "e282",
        "f09f98",
        "c328",
        "e28228",
        "f09f9828",
      })
  void string_malformedUtf8_isRefusedWithItsOffset(String hex) {
    String bytes = new String(new java.math.BigInteger("01" + hex, 16).toByteArray(), ISO_8859_1);
    String body = "{\"\u00c3\u00a9\":\"" + bytes.substring(1) + "\"}";
    assertThat(refusal(body.getBytes(ISO_8859_1)))
        .hasMessageContaining("not UTF-8")
        .hasMessageContaining("offset 7 ");
  }

  @Test
  void body_truncatedInCharacter_isRefused() {
    byte[] body = {'{', '"', (byte) 0xe2, (byte) 0x82};
    assertThat(refusal(body)).hasMessageContaining("not UTF-8").hasMessageContaining("offset 2 ");
  }

  @Test
  void body_byteOrderMark_isRefused() {
    assertThat(refusal("\ufeff{}")).hasMessageContaining("byte-order mark");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE"})
  void body_otherUnicodeEncoding_isRefused(String charset) {
    byte[] body = "{\"a\":\"b\"}".getBytes(Charset.forName(charset));
    assertThat(refusal(body)).hasMessageContaining("UTF-16 or UTF-32");
  }

  @Test
  void body_littleEndianUtf32WithMark_isRefused() {
    byte[] body = {(byte) 0xff, (byte) 0xfe, 0, 0, '{', 0, 0, 0, '}', 0, 0, 0};
    assertThat(refusal(body)).hasMessageContaining("UTF-16 or UTF-32");
  }

  @Test
  void body_empty_hasItsOwnMessage() {
    assertThat(refusal("")).hasMessageContaining("empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\n", "\t \r\n"})
  void body_onlyWhiteSpace_hasItsOwnMessage(String body) {
    assertThat(refusal(body)).hasMessageContaining("only white space");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "true", "0", "-1.5e3", "\"{}\"", "[]", "[{}]", " [{}] "})
  void body_otherValue_isRefused(String body) {
    assertThat(refusal(body)).hasMessageContaining("must be a JSON object");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"b\":2,\"c\":3,\"a\":4}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"\":1,\"\":2}",
        "{\"\\ud83d\\ude00\":1,\"\ud83d\ude00\":2}",
        "{\"/\":1,\"\\/\":2}",
        "{\"x\":[{\"y\":{\"a\":1,\"b\":{},\"a\":[]}}]}",
        "{\"a\":{\"a\":1},\"a\":2}",
        "{\"\\ud800\":1,\"\\ud800\":2}",
      })
  void object_duplicateName_isRefused(String body) {
    assertThat(refusal(body)).hasMessageContaining("appears twice");
  }

  @Test
  void object_duplicateLongName_messageIsShort() {
    String name = "\ud83d\ude00".repeat(50_000);
    String message = refusal("{\"x" + name + "\":1,\"x" + name + "\":2}").getMessage();
    assertThat(message).hasSizeLessThan(200);
    assertThat(UTF_8.newEncoder().canEncode(message)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"'[',']'", "'{\"a\":','}'", "'[{\"\":','}]'"})
  void nesting_atLimit_passesAndBeyond_isRefused(String open, String close) {
    int levels = open.contains("[{") ? 2 : 1;
    JsonLimits limits = new JsonLimits(1 << 20, 1 + 10 * levels);
    String deepest = "{\"a\":" + open.repeat(10) + "1" + close.repeat(10) + "}";
    String deeper = "{\"a\":" + open.repeat(10) + "[]" + close.repeat(10) + "}";
    assertThatCode(() -> JsonObjects.check(deepest.getBytes(UTF_8), limits))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> JsonObjects.check(deeper.getBytes(UTF_8), limits))
        .isInstanceOf(InvalidJsonException.class)
        .hasMessageContaining("nested more than " + limits.maxDepth() + " deep");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
  void nesting_hundredThousandOpen_isRefused(String open) {
    assertThat(refusal("{\"a\":" + open.repeat(100_000)))
        .hasMessageContaining("nested more than 64 deep");
  }

  @Test
  void nesting_closedAgain_doesNotCount() {
    check("{\"a\":[" + "[{}],".repeat(10_000) + "[]]}");
  }

  @Test
  void body_atSizeLimit_passesAndBeyond_isRefused() {
    byte[] body = "{\"a\":\"\u00e9\"}".getBytes(UTF_8);
    JsonObjects.check(body, new JsonLimits(body.length, 1));
    assertThatThrownBy(() -> JsonObjects.check(body, new JsonLimits(body.length - 1, 1)))
        .isInstanceOf(InvalidJsonException.class)
        .hasMessageContaining("at most 9 ");
  }

  @Test
  void stringNumberAndName_ofMegabytes_pass() {
    JsonLimits limits = new JsonLimits(100 << 20, 1);
    String body =
        "{\"%s\":%s,\"s\":\"%s\"}"
            .formatted("n".repeat(2 << 20), "9".repeat(2 << 20), "s".repeat(22 << 20));
    assertThatCode(() -> JsonObjects.check(body.getBytes(UTF_8), limits))
        .doesNotThrowAnyException();
  }

  @Test
  void names_withEqualHashes_pass() {
    StringBuilder body = new StringBuilder("{\"\":0");
    for (int i = 0; i < 1 << 14; i++) {
      String bits = String.format(Locale.ROOT, "%14s", Integer.toBinaryString(i)).replace(' ', '0');
      body.append(",\"").append(bits.replace("0", "Aa").replace("1", "BB")).append("\":0");
    }
    assertThatCode(() -> check(body.append('}').toString())).doesNotThrowAnyException();
  }

  /** Jackson sees the lower byte of a digit only, and Java takes full-width ones. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"\\u00e\u0364\"}",
        "{\"\\ud83d\\ude8\u0364\":1}",
        "{\"a\":\"\\u00e\uff41\"}"
      })
  void check_escapeWithAnotherDigit_isRefused(String body) {
    assertThat(refusal(body)).hasMessageContaining("escape");
  }
}
