package dev.etagere.server.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.google.common.base.Utf8;
import org.jspecify.annotations.Nullable;

/** A JSON string, or the name of a member. */
public final class JsonString implements JsonValue {
  private static final int EXCERPT_LENGTH = 80;

  private static final int QUOTES = 2;

  private final String value;

  /** The text as it was sent, where it is not just the characters between quotes. */
  private final @Nullable String escaped;

  private final int size;

  /** A string of this text. */
  JsonString(String text, String value) {
    // Most have no escape: a document of many strings would take up twice the memory.
    boolean plain = text.length() == value.length() + QUOTES;
    this.value = value;
    this.escaped = plain ? null : text;
    this.size = Utf8.encodedLength(text);
  }

  /**
   * A string with these characters, escaped where JSON needs it.
   *
   * @throws IllegalArgumentException if there is an unpaired surrogate among them
   */
  public static JsonString of(String value) {
    String escaped = new String(JsonStringEncoder.getInstance().quoteAsString(value));
    return new JsonString('"' + escaped + '"', value);
  }

  /** The text as it was sent, with its quotes and escapes. */
  public String text() {
    return escaped == null ? '"' + value + '"' : escaped;
  }

  /** The characters that it stands for. */
  public String value() {
    return value;
  }

  /** The text for a message to a person: cut where it is long, with control characters escaped. */
  public String excerpt() {
    String text = text();
    if (text.length() <= EXCERPT_LENGTH) {
      return text;
    }
    // Never cut a surrogate pair: half of one cannot be encoded in the answer.
    int end = Character.isHighSurrogate(text.charAt(EXCERPT_LENGTH - 1)) ? 1 : 0;
    return text.substring(0, EXCERPT_LENGTH - end) + "…";
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int depth() {
    return 0;
  }

  @Override
  public void writeTo(StringBuilder out) {
    if (escaped == null) {
      out.append('"').append(value).append('"');
    } else {
      out.append(escaped);
    }
  }

  @Override
  public boolean equalsAsJson(JsonValue other) {
    return this == other || (other instanceof JsonString that && value.equals(that.value));
  }

  /** Its size only: contents must not reach a log. */
  @Override
  public String toString() {
    return "JsonString[" + size + " bytes]";
  }
}
