package dev.etagere.server.json;

import java.util.Locale;

/** The three values that JSON names. */
public enum JsonLiteral implements JsonValue {
  /** {@code true}. */
  TRUE,
  /** {@code false}. */
  FALSE,
  /** {@code null}. */
  NULL;

  private final String text = name().toLowerCase(Locale.ROOT);

  @Override
  public long size() {
    return text.length();
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
    return this == other;
  }
}
