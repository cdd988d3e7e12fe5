package dev.etagere.server.json;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A JSON array. Changes cost time in proportion to the number of elements. */
public final class JsonArray implements JsonValue {
  private static final long BRACKETS = 2;
  private static final JsonArray EMPTY = new JsonArray(ImmutableList.of());

  private final ImmutableList<JsonValue> elements;
  private final long size;
  private final int depth;

  private JsonArray(ImmutableList<JsonValue> elements) {
    long bytes = BRACKETS + Math.max(0, elements.size() - 1);
    int deepest = 0;
    for (JsonValue element : elements) {
      bytes += element.size();
      deepest = Math.max(deepest, element.depth());
    }
    this.elements = elements;
    this.size = bytes;
    this.depth = deepest + 1;
  }

  /** An array of these elements. */
  public static JsonArray of(Collection<? extends JsonValue> elements) {
    return elements.isEmpty() ? EMPTY : new JsonArray(ImmutableList.copyOf(elements));
  }

  /** The elements in their order. */
  public ImmutableList<JsonValue> elements() {
    return elements;
  }

  /**
   * This array with another element in place of one.
   *
   * @throws IndexOutOfBoundsException if there is none at the index
   */
  public JsonArray with(int index, JsonValue element) {
    List<JsonValue> changed = new ArrayList<>(elements);
    changed.set(index, element);
    return of(changed);
  }

  /**
   * This array with one more element, before the one at the index or, at its length, at the end.
   *
   * @throws IndexOutOfBoundsException if the index is beyond the length
   */
  public JsonArray inserted(int index, JsonValue element) {
    List<JsonValue> changed = new ArrayList<>(elements.size() + 1);
    changed.addAll(elements);
    changed.add(index, element);
    return of(changed);
  }

  /**
   * This array without one element.
   *
   * @throws IndexOutOfBoundsException if there is none at the index
   */
  public JsonArray without(int index) {
    List<JsonValue> changed = new ArrayList<>(elements);
    changed.remove(index);
    return of(changed);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int depth() {
    return depth;
  }

  @Override
  public void writeTo(StringBuilder out) {
    char separator = '[';
    for (JsonValue element : elements) {
      out.append(separator);
      element.writeTo(out);
      separator = ',';
    }
    out.append(elements.isEmpty() ? "[]" : "]");
  }

  @Override
  public boolean equalsAsJson(JsonValue other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof JsonArray that) || elements.size() != that.elements.size()) {
      return false;
    }
    for (int i = 0; i < elements.size(); i++) {
      if (!elements.get(i).equalsAsJson(that.elements.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Its size only: contents must not reach a log. */
  @Override
  public String toString() {
    return "JsonArray[" + size + " bytes]";
  }
}
