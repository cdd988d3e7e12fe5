package dev.etagere.server.query.rsql;

import com.google.common.base.CharMatcher;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a filter before it is parsed: bounded, so that the parser cannot be made to work or
 * to recurse for long, and with a mark in each quoted value, since the parser does not tell whether
 * a value was quoted.
 */
final class FilterText {
  static final int MAX_LENGTH = 4_000;
  static final int MAX_DEPTH = 20;

  /** Half of a surrogate pair alone: no text that was sent as UTF-8 has one. */
  static final char QUOTED = '\udc00';

  private static final CharMatcher OPERATOR = CharMatcher.anyOf("=!<>");
  private static final CharMatcher NO_SPACE = CharMatcher.isNot(' ');

  private final String text;
  private final StringBuilder marked;

  /** The text with spaces for quoted values, to search in. */
  private final StringBuilder unquoted;

  private final List<Integer> marks = new ArrayList<>();
  private int depth;

  /**
   * Takes a text.
   *
   * @throws InvalidQueryException if it is too long or too deep, or a quote has no end
   */
  FilterText(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidQueryException(
          "The filter is longer than " + MAX_LENGTH + " characters.", MAX_LENGTH);
    }
    this.text = text;
    this.marked = new StringBuilder(text.length() + 16);
    this.unquoted = new StringBuilder(text);
    int at = 0;
    while (at < text.length()) {
      at = scan(at);
    }
  }

  /** Scans the character at a place; returns the place of the next. */
  private int scan(int at) {
    char c = text.charAt(at);
    if (c == '"' || c == '\'') {
      return quoted(at, c);
    } else if (c == QUOTED || Character.isISOControl(c)) {
      throw new InvalidQueryException(
          "The filter has a control character or half of a surrogate pair outside of quotes.", at);
    } else if (c == '(' && ++depth > MAX_DEPTH) {
      throw new InvalidQueryException(
          "The parentheses of the filter are nested more than " + MAX_DEPTH + " deep.", at);
    } else if (c == ')') {
      depth--;
    }
    marked.append(c);
    return at + 1;
  }

  private int quoted(int from, char quote) {
    marked.append(quote);
    marks.add(marked.length());
    marked.append(QUOTED);
    for (int at = from + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      marked.append(c);
      if (c == quote) {
        unquoted.replace(from, at + 1, " ".repeat(at + 1 - from));
        return at + 1;
      } else if (c == '\\' && at + 1 < text.length()) {
        at++;
        marked.append(text.charAt(at));
      }
    }
    throw new InvalidQueryException("The quote that begins here has no end.", from);
  }

  /** The text with the marks, for the parser. */
  String marked() {
    return marked.toString();
  }

  /** The place in the given text of a place in the text with the marks. */
  int placeOf(int inMarked) {
    int before = (int) marks.stream().filter(mark -> mark < inMarked).count();
    return Math.max(0, Math.min(inMarked - before, text.length()));
  }

  /** Where a selector stands, from a place on; that place if it is not found. */
  int placeOf(String selector, int from) {
    for (int at = unquoted.indexOf(selector, from);
        at >= 0;
        at = unquoted.indexOf(selector, at + 1)) {
      int next = NO_SPACE.indexIn(unquoted, at + selector.length());
      if (next >= 0 && OPERATOR.matches(unquoted.charAt(next))) {
        return at;
      }
    }
    return from;
  }
}
