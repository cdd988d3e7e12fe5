package dev.etagere.server.json;

import org.jspecify.annotations.Nullable;

/** A JSON number as it was written. It is never evaluated, so its magnitude costs nothing. */
public final class JsonNumber implements JsonValue {
  private final String text;
  // Kept, because a patch may compare one long number with many short ones. Each thread computes
  // the same, so a race is harmless.
  private volatile @Nullable DecimalForm form;

  JsonNumber(String text) {
    this.text = text;
  }

  /** The text as it was sent. */
  public String text() {
    return text;
  }

  /** A text that two numbers share if, and only if, they are the same number. */
  public String canonicalText() {
    DecimalForm canonical = form();
    return (canonical.negative() ? "-0." : "0.") + canonical.digits() + 'e' + canonical.exponent();
  }

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
    return other instanceof JsonNumber that
        && (text.equals(that.text) || form().equals(that.form()));
  }

  private DecimalForm form() {
    DecimalForm known = form;
    if (known == null) {
      known = DecimalForm.of(text);
      form = known;
    }
    return known;
  }

  /** Its size only: contents must not reach a log. */
  @Override
  public String toString() {
    return "JsonNumber[" + text.length() + " bytes]";
  }
}
