package dev.etagere.server.patch;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A JSON Pointer (RFC 6901).
 *
 * @param tokens its unescaped reference tokens; none for the whole document
 */
record JsonPointer(ImmutableList<String> tokens) {
  private static final Splitter SLASH = Splitter.on('/');
  private static final CharMatcher ESCAPED = CharMatcher.anyOf("01");
  // No array has as many elements as nine digits can count.
  private static final Pattern ARRAY_INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

  /** The pointer, or empty if the text does not follow the grammar of §3. */
  static Optional<JsonPointer> parse(String text) {
    if (text.isEmpty()) {
      return Optional.of(new JsonPointer(ImmutableList.of()));
    }
    if (text.charAt(0) != '/' || !hasValidEscapes(text)) {
      return Optional.empty();
    }
    return Optional.of(
        new JsonPointer(
            SLASH
                .splitToStream(text.substring(1))
                .map(JsonPointer::unescape)
                .collect(ImmutableList.toImmutableList())));
  }

  private static boolean hasValidEscapes(String text) {
    for (int at = text.indexOf('~'); at >= 0; at = text.indexOf('~', at + 1)) {
      if (at + 1 == text.length() || !ESCAPED.matches(text.charAt(at + 1))) {
        return false;
      }
    }
    return true;
  }

  /** In this order, or {@code ~01} would become {@code /} (§4). */
  private static String unescape(String token) {
    return token.replace("~1", "/").replace("~0", "~");
  }

  /** The array index that a token stands for, if it does: no sign, no leading zero (§4). */
  static OptionalInt arrayIndex(String token) {
    return ARRAY_INDEX.matcher(token).matches()
        ? OptionalInt.of(Integer.parseInt(token))
        : OptionalInt.empty();
  }

  boolean isRoot() {
    return tokens.isEmpty();
  }

  /** Whether the other one points into what this one points to. */
  boolean isAncestorOf(JsonPointer other) {
    return tokens.size() < other.tokens.size()
        && tokens.equals(other.tokens.subList(0, tokens.size()));
  }
}
