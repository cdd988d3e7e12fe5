package dev.etagere.server.json;

import java.util.HashSet;
import java.util.Set;

/**
 * Whether a text is JSON (RFC 8259) with unique names and whole surrogate pairs (RFC 7493), decided
 * in the plainest way, character by character, to compare with.
 */
final class ReferenceJson {
  private final String text;
  private int at;

  private ReferenceJson(String text) {
    this.text = text;
  }

  static boolean accepts(String text) {
    ReferenceJson reader = new ReferenceJson(text);
    try {
      reader.space();
      reader.value();
      reader.space();
      return reader.at == text.length();
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException();
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private char take() {
    require(at < text.length());
    return text.charAt(at++);
  }

  private boolean takes(char wanted) {
    boolean there = at < text.length() && text.charAt(at) == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void value() {
    switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> number();
    }
  }

  private void literal(String name) {
    require(text.startsWith(name, at));
    at += name.length();
  }

  private void object() {
    Set<String> names = new HashSet<>();
    take();
    space();
    if (takes('}')) {
      return;
    }
    do {
      space();
      require(names.add(string()));
      space();
      require(takes(':'));
      space();
      value();
      space();
    } while (takes(','));
    require(takes('}'));
  }

  private void array() {
    take();
    space();
    if (takes(']')) {
      return;
    }
    do {
      space();
      value();
      space();
    } while (takes(','));
    require(takes(']'));
  }

  private String string() {
    StringBuilder value = new StringBuilder();
    require(takes('"'));
    for (char c = take(); c != '"'; c = take()) {
      require(c >= ' ');
      value.append(c == '\\' ? escaped() : c);
    }
    String characters = value.toString();
    require(characters.codePoints().noneMatch(ReferenceJson::isSurrogate));
    return characters;
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private char escaped() {
    char c = take();
    if (c == 'u') {
      require(at + 4 <= text.length() && text.substring(at, at + 4).matches("[0-9A-Fa-f]{4}"));
      at += 4;
      return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }
    int which = "\"\\/bfnrt".indexOf(c);
    require(which >= 0);
    return "\"\\/\b\f\n\r\t".charAt(which);
  }

  private void number() {
    takes('-');
    require(takes('0') || digits());
    if (takes('.')) {
      require(digits());
    }
    if (takes('e') || takes('E')) {
      if (!takes('+')) {
        takes('-');
      }
      require(digits());
    }
  }

  private boolean digits() {
    int start = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    return at > start;
  }
}
