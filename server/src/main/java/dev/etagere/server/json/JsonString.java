package dev.etagere.server.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.google.common.base.Utf8;

/** A JSON string, or the name of a member. */
public final class JsonString implements JsonValue {
  private static final int EXCERPT_LENGTH = 80;

  private final String text;
  private final String value;
  private final long size;

  JsonString(String text, String value) {
    this.text = text;
    this.value = value;
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
    return text;
  }

  /** The characters that it stands for. */
  public String value() {
    return value;
  }

  /** The text for a message to a person: cut where it is long, with control characters escaped. */
  public String excerpt() {
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
    out.append(text);
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
