package dev.etagere.server.json;

import com.google.common.base.CharMatcher;

/**
 * Says in our own words what is wrong at a place where a parser stopped: its words name its classes
 * and switches, which mean nothing to the sender.
 */
final class SyntaxHint {
  private static final CharMatcher DIGIT = CharMatcher.inRange('0', '9');

  private SyntaxHint() {}

  static String at(String text, int offset) {
    if (offset >= text.length()) {
      return "the text ends before every object, array and string is closed";
    }
    char found = text.charAt(offset);
    char before = offset > 0 ? text.charAt(offset - 1) : ' ';
    if (found < ' ') {
      return String.format(
          "the control character U+%04X is not allowed here; in a string write it as \\u%04x",
          (int) found, (int) found);
    }
    if (text.startsWith("NaN", offset - 3) || text.startsWith("Infinity", offset - 8)) {
      return "NaN and Infinity are no JSON values";
    }
    if (DIGIT.matches(found) && before == '0') {
      return "a number must not begin with a superfluous 0";
    }
    if (before == '+') {
      return "a number must not begin with '+'";
    }
    if (before == '\\') {
      return "JSON has no such escape; a backslash itself is written \\\\";
    }
    return ofCharacter(text, offset, found);
  }

  private static String ofCharacter(String text, int offset, char found) {
    if (found > '~') {
      return String.format("unexpected character U+%04X", text.codePointAt(offset));
    }
    return switch (found) {
      case '/', '#' -> "unexpected '" + found + "'; JSON has no comments";
      case '\'', '`' -> "unexpected " + found + "; names and strings stand in double quotes";
      case '.' -> "a number needs a digit on either side of its decimal point";
      case '}', ']' ->
          "unexpected '"
              + found
              + "'; something is missing before it, or there is a comma too many";
      default -> "unexpected '" + found + "'";
    };
  }
}
