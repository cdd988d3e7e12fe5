package dev.etagere.server.json;

import com.google.common.base.Utf8;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** From bytes to characters, and what is to be refused before a parser sees them. */
final class JsonText {
  private static final int SIMPLE_ESCAPE = 2;
  private static final int UNICODE_ESCAPE = 6;

  private JsonText() {}

  /**
   * The text of the bytes.
   *
   * @throws InvalidJsonException if there are none or too many, or they are not UTF-8 without a
   *     byte-order mark (RFC 8259 §8.1)
   */
  static String decode(byte[] body, int maxBytes) {
    if (body.length == 0) {
      throw InvalidJsonException.of("the body is empty; send one JSON object");
    }
    if (body.length > maxBytes) {
      throw InvalidJsonException.of(
          "the body has " + body.length + " bytes; at most " + maxBytes + " are allowed");
    }
    refuseOtherEncodings(body);
    if (!Utf8.isWellFormed(body)) {
      throw InvalidJsonException.of(
          "the body is not UTF-8: the byte at offset " + firstMalformed(body) + " is wrong");
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  private static void refuseOtherEncodings(byte[] body) {
    int first = body[0] & 0xff;
    int second = body.length > 1 ? body[1] & 0xff : -1;
    if (first == 0xef && second == 0xbb && body.length > 2 && (body[2] & 0xff) == 0xbf) {
      throw InvalidJsonException.of(
          "the body begins with a byte-order mark; send UTF-8 without one");
    }
    boolean byteOrderMark16 =
        (first == 0xfe && second == 0xff) || (first == 0xff && second == 0xfe);
    if (byteOrderMark16 || first == 0 || second == 0) {
      throw InvalidJsonException.of("the body seems to be UTF-16 or UTF-32; send UTF-8");
    }
  }

  private static int firstMalformed(byte[] body) {
    ByteBuffer in = ByteBuffer.wrap(body);
    // One byte of UTF-8 never becomes more than one char, so the decoder stops only at the fault.
    StandardCharsets.UTF_8.newDecoder().decode(in, CharBuffer.allocate(body.length), true);
    return in.position();
  }

  /**
   * Refuses an escape of other digits than JSON has, and an escaped surrogate without its partner
   * (RFC 7493 §2.1). Raw surrogates cannot be: the text was UTF-8.
   *
   * @param text what the parser took for JSON, so that each backslash begins an escape
   */
  static void refuseBadEscapes(String text) {
    int at = text.indexOf('\\');
    while (at >= 0) {
      int length = SIMPLE_ESCAPE;
      if (text.charAt(at + 1) == 'u') {
        length = escapeLength(text, at);
      }
      at = text.indexOf('\\', at + length);
    }
  }

  private static int escapeLength(String text, int at) {
    char unit = escaped(text, at);
    if (!Character.isSurrogate(unit)) {
      return UNICODE_ESCAPE;
    }
    int next = at + UNICODE_ESCAPE;
    if (Character.isHighSurrogate(unit)
        && text.startsWith("\\u", next)
        && Character.isLowSurrogate(escaped(text, next))) {
      return 2 * UNICODE_ESCAPE;
    }
    throw InvalidJsonException.at(
        text,
        at,
        "the escape "
            + text.substring(at, next)
            + " is half of a surrogate pair and stands for no character");
  }

  /** Looks at the digits again: of one outside of Latin-1 the parser sees the lower byte only. */
  private static char escaped(String text, int at) {
    int end = at + UNICODE_ESCAPE;
    if (!text.substring(at + 2, end).chars().allMatch(HexFormat::isHexDigit)) {
      throw InvalidJsonException.at(
          text, at, "an escape \\u needs four hexadecimal digits, 0-9, a-f or A-F");
    }
    return (char) HexFormat.fromHexDigits(text, at + 2, end);
  }
}
