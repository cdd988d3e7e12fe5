package dev.etagere.server.precondition;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Reads If-Match and If-None-Match strictly: {@code "*" / #entity-tag} (RFC 9110 §8.8.3, §13.1).
 * Several field lines are one list (§5.3). Empty list elements are skipped as §5.6.1.2 demands, but
 * a list of nothing else is malformed: a precondition that names no version must not pass for one.
 */
final class EntityTagsParser {
  /** Optional white space (RFC 9110 §5.6.3), and no other. */
  private static final CharMatcher SPACE = CharMatcher.anyOf(" \t");

  private final String text;
  private int at;

  private EntityTagsParser(String text) {
    this.text = text;
  }

  /**
   * Reads the values of all lines of one field.
   *
   * @throws MalformedFieldException if they are not of the form above
   */
  static EntityTags parse(String fieldName, List<String> lines) {
    EntityTagsParser parser = new EntityTagsParser(String.join(", ", lines));
    try {
      return parser.value();
    } catch (Malformed e) {
      throw new MalformedFieldException(
          fieldName,
          e.reason
              + " at character "
              + (parser.at + 1)
              + "; write *, or a list of quoted entity tags such as \"3-00f1\"");
    }
  }

  private EntityTags value() throws Malformed {
    if (SPACE.trimFrom(text).equals("*")) {
      return EntityTags.ANY;
    }
    ImmutableList.Builder<EntityTag> tags = ImmutableList.builder();
    int count = 0;
    skipSpaceAndCommas();
    while (at < text.length()) {
      tags.add(tag());
      count++;
      skipSpace();
      if (at < text.length() && text.charAt(at) != ',') {
        throw new Malformed("a comma is missing");
      }
      skipSpaceAndCommas();
    }
    if (count == 0) {
      throw new Malformed("there is no entity tag");
    }
    return new EntityTags.Listed(tags.build());
  }

  private EntityTag tag() throws Malformed {
    boolean weak = text.startsWith("W/", at);
    if (weak) {
      at += 2;
    }
    if (at >= text.length() || text.charAt(at) != '"') {
      throw new Malformed(
          text.startsWith("*", at) ? "* stands alone or not at all" : "a quote is missing");
    }
    int start = ++at;
    while (at < text.length() && isEtagc(text.charAt(at))) {
      at++;
    }
    if (at >= text.length() || text.charAt(at) != '"') {
      throw new Malformed("the entity tag is not closed, or has a character that none may have");
    }
    return new EntityTag(text.substring(start, at++), weak);
  }

  /** {@code etagc = %x21 / %x23-7E / obs-text}: no quote, no space, no control character. */
  private static boolean isEtagc(char c) {
    return c == 0x21 || (c >= 0x23 && c <= 0x7E) || (c >= 0x80 && c <= 0xFF);
  }

  private void skipSpace() {
    while (at < text.length() && SPACE.matches(text.charAt(at))) {
      at++;
    }
  }

  private void skipSpaceAndCommas() {
    skipSpace();
    while (at < text.length() && text.charAt(at) == ',') {
      at++;
      skipSpace();
    }
  }

  /** Leaves the grammar; the position tells where. */
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;
    private final String reason;

    Malformed(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }
}
