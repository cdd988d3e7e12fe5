package dev.etagere.server.http.grizzly.head;

import com.google.common.net.InetAddresses;
import java.nio.charset.StandardCharsets;

/** Sets of characters and small rules of RFC 9110 and RFC 3986, over bytes. */
final class Grammar {
  private static final String ALPHANUMERIC =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int MAX_PORT = 65535;

  /** RFC 9110 §5.6.2. */
  static final boolean[] TOKEN = set(ALPHANUMERIC + "!#$%&'*+-.^_`|~");

  /** RFC 3986 §3.3, without ';': Grizzly and Jersey cut path parameters off. */
  static final boolean[] PATH = set(ALPHANUMERIC + "-._~!$&'()*+,=:@/%");

  /** RFC 3986 §3.4. */
  static final boolean[] QUERY = set(ALPHANUMERIC + "-._~!$&'()*+,=:@/%;?");

  /** A registered name (RFC 3986 §3.2.2), as far as DNS and container names need it. */
  private static final boolean[] NAME = set(ALPHANUMERIC + "-._~");

  private static final boolean[] DIGIT = set("0123456789");

  private Grammar() {}

  private static boolean[] set(String members) {
    boolean[] set = new boolean[256];
    members.chars().forEach(c -> set[c] = true);
    return set;
  }

  static boolean in(boolean[] set, byte b) {
    return set[b & 0xff];
  }

  /** The first index in the range whose byte is not in the set, or {@code to}. */
  static int span(boolean[] set, byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && in(set, bytes[i])) {
      i++;
    }
    return i;
  }

  static boolean isHex(byte b) {
    return Character.digit(b, 16) >= 0;
  }

  static boolean isDigits(byte[] bytes, int from, int to) {
    return from < to && span(DIGIT, bytes, from, to) == to;
  }

  /** Whether the range is the given text, which must be in lower case, in any case. */
  static boolean equalsIgnoreCase(String lowerCase, byte[] bytes, int from, int to) {
    if (to - from != lowerCase.length()) {
      return false;
    }
    for (int i = 0; i < lowerCase.length(); i++) {
      int b = bytes[from + i];
      if ((b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b) != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** Whether the range is {@code uri-host [ ":" port ]} (RFC 9110 §7.2), with a host. */
  static boolean isAuthority(byte[] bytes, int from, int to) {
    int hostEnd = hostEnd(bytes, from, to);
    return hostEnd > from && isPortOrNothing(bytes, hostEnd, to);
  }

  private static int hostEnd(byte[] bytes, int from, int to) {
    if (from == to || bytes[from] != '[') {
      return span(NAME, bytes, from, to);
    }
    int close = from;
    while (close < to && bytes[close] != ']') {
      close++;
    }
    boolean literal = close < to && InetAddresses.isUriInetAddress(text(bytes, from, close + 1));
    return literal ? close + 1 : from;
  }

  private static boolean isPortOrNothing(byte[] bytes, int from, int to) {
    if (from == to) {
      return true;
    }
    if (bytes[from] != ':' || to - from > 6) {
      return false;
    }
    return from + 1 == to
        || (isDigits(bytes, from + 1, to)
            && Integer.parseInt(text(bytes, from + 1, to)) <= MAX_PORT);
  }
}
