package dev.etagere.server.query;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import dev.etagere.server.json.NumberOrder;
import java.nio.charset.StandardCharsets;

/**
 * The text that stands for a member's value in every index. Both stores compare these texts and
 * nothing else, so that they answer alike. They are of printable ASCII and order, character by
 * character, as the values do: missing, null, false, true, numbers by value, strings by code
 * points, arrays and objects, which are all alike.
 *
 * <p>A key has at most {@value #MAX_LENGTH} characters, so that no index entry is longer than a
 * page: one of more than {@value #KEPT} is cut there, and a hash of it all follows. Values that
 * begin alike for so long are still told apart, but the order among them is that of the hashes.
 */
public final class SortKey {
  /** Where the content has no such member. */
  public static final String MISSING = "0";

  /** JSON's null. */
  public static final String NULL = "1";

  /** JSON's false. */
  public static final String FALSE = "2f";

  /** JSON's true. */
  public static final String TRUE = "2t";

  /** Any array or object. */
  public static final String COMPOSITE = "5";

  /** The longest a key may be. */
  public static final int MAX_LENGTH = 512;

  /** Follows every character of a key, and so every key that begins with what stands before it. */
  static final char BEYOND = '\u007f';

  private static final char NUMBER = '3';
  private static final char STRING = '4';
  private static final int HASH_BYTES = 16;
  static final int KEPT = MAX_LENGTH - 2 * HASH_BYTES;
  private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();

  private SortKey() {}

  /** The key of a boolean. */
  public static String of(boolean value) {
    return value ? TRUE : FALSE;
  }

  /**
   * The key of a number.
   *
   * @param json follows JSON's grammar
   */
  public static String ofNumber(String json) {
    return cut(NUMBER + NumberOrder.of(json));
  }

  /** The key of a string. */
  public static String ofString(String value) {
    return cut(beginningOf(value));
  }

  /** What the keys of all strings that begin with this one begin with; it may be too long. */
  static String beginningOf(String value) {
    StringBuilder key = new StringBuilder(value.length() + 8).append(STRING);
    value.codePoints().forEach(point -> append(point, key));
    return key.toString();
  }

  /** Whether a beginning is whole in the keys, so that a range of keys can be told by it. */
  static boolean isWhole(String beginning) {
    return beginning.length() <= KEPT;
  }

  /** What comes first in the keys of the values of the same type. */
  static char typeOf(String key) {
    return key.charAt(0);
  }

  private static String cut(String key) {
    if (key.length() <= KEPT) {
      return key;
    }
    byte[] hash = Hashing.sha256().hashString(key, StandardCharsets.US_ASCII).asBytes();
    return key.substring(0, KEPT) + HEX.encode(hash, 0, HASH_BYTES);
  }

  /**
   * Letters, digits and most signs stand for themselves. What comes before them is a space and two
   * hexadecimal digits; what comes after them a brace and four, and beyond the Basic Multilingual
   * Plane a tilde and six.
   */
  private static void append(int point, StringBuilder key) {
    if (point <= ' ') {
      key.append(' ').append(hex(point, 2));
    } else if (point < '}') {
      key.append((char) point);
    } else if (point < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
      key.append('}').append(hex(point, 4));
    } else {
      key.append('~').append(hex(point, 6));
    }
  }

  private static String hex(int number, int digits) {
    String hex = Integer.toHexString(number);
    return "0".repeat(digits - hex.length()) + hex;
  }
}
