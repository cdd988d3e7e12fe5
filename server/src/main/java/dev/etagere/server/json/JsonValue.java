package dev.etagere.server.json;

import java.nio.charset.StandardCharsets;

/**
 * A JSON value that keeps the very text of each scalar and member name, and the order of members.
 * Immutable; values share their parts, and know their size and depth without being walked. Compared
 * by {@link #equalsAsJson}; {@code equals} tells only whether two are the same instance.
 */
public sealed interface JsonValue
    permits JsonObject, JsonArray, JsonString, JsonNumber, JsonLiteral {

  /**
   * Reads a value of any kind, as strictly as {@link JsonObjects#check} does.
   *
   * @throws InvalidJsonException if the body is not exactly one such value, or exceeds a limit
   */
  static JsonValue parse(byte[] body, JsonLimits limits) {
    return parse(body, limits, Long.MAX_VALUE);
  }

  /**
   * Reads a value of any kind, as strictly as {@link JsonObjects#check} does.
   *
   * @param maxMemory that the tree may take, in bytes
   * @throws InvalidJsonException if the body is not exactly one such value, or exceeds a limit
   * @throws JsonTooLargeException if the tree would take about more memory than it may
   */
  static JsonValue parse(byte[] body, JsonLimits limits, long maxMemory) {
    return TreeReader.read(JsonText.decode(body, limits.maxBytes()), limits.maxDepth(), maxMemory);
  }

  /** The number of bytes that {@link #toBytes} gives. */
  long size();

  /** How many objects and arrays stand within each other; 0 for a scalar. */
  int depth();

  /** Appends the value's text, without white space between its parts. */
  void writeTo(StringBuilder out);

  /**
   * Whether both are equal as RFC 6902 §4.6 says: numbers by their value (exactly, whatever their
   * magnitude), strings by their characters, arrays in order, objects regardless of order.
   */
  boolean equalsAsJson(JsonValue other);

  /**
   * The value in UTF-8, without white space between its parts.
   *
   * @throws IllegalStateException if {@link #size} exceeds what an array can hold
   */
  default byte[] toBytes() {
    if (size() > Integer.MAX_VALUE) {
      throw new IllegalStateException("a value of " + size() + " bytes fits no array");
    }
    StringBuilder out = new StringBuilder((int) size());
    writeTo(out);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }
}
