package dev.etagere.server.json;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A JSON object: its members in order, no name twice. */
public final class JsonObject implements JsonValue {
  private static final long BRACES = 2;

  private final Map<String, Member> members;
  private final long size;
  private final int depth;

  /** A name and its value. */
  public record Member(JsonString name, JsonValue value) {
    private static final long COLON = 1;

    long size() {
      return name.size() + COLON + value.size();
    }
  }

  private JsonObject(Map<String, Member> members) {
    long bytes = BRACES + Math.max(0, members.size() - 1);
    int deepest = 0;
    for (Member member : members.values()) {
      bytes += member.size();
      deepest = Math.max(deepest, member.value().depth());
    }
    this.members = members;
    this.size = bytes;
    this.depth = deepest + 1;
  }

  /**
   * An object of these members in their order.
   *
   * @throws IllegalArgumentException if a name appears twice
   */
  public static JsonObject of(Collection<Member> members) {
    Map<String, Member> byName = new LinkedHashMap<>();
    for (Member member : members) {
      if (byName.put(member.name().value(), member) != null) {
        throw new IllegalArgumentException(member.name().excerpt() + " appears twice");
      }
    }
    return new JsonObject(byName);
  }

  /** The members in their order. */
  public Collection<Member> members() {
    return Collections.unmodifiableCollection(members.values());
  }

  /** The value of a member, by its unescaped name. */
  public Optional<JsonValue> get(String name) {
    return Optional.ofNullable(members.get(name)).map(Member::value);
  }

  /**
   * This object with one member set. One that is there keeps its place and the text of its name, a
   * new one comes last. Costs time in proportion to the number of members, as {@link #without}
   * does.
   */
  public JsonObject with(JsonString name, JsonValue value) {
    Map<String, Member> changed = new LinkedHashMap<>(members);
    changed.compute(
        name.value(),
        (key, old) -> old == null ? new Member(name, value) : new Member(old.name(), value));
    return new JsonObject(changed);
  }

  /** This object without the member of an unescaped name. */
  public JsonObject without(String name) {
    Map<String, Member> changed = new LinkedHashMap<>(members);
    changed.remove(name);
    return new JsonObject(changed);
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
    char separator = '{';
    for (Member member : members.values()) {
      out.append(separator);
      member.name().writeTo(out);
      out.append(':');
      member.value().writeTo(out);
      separator = ',';
    }
    out.append(members.isEmpty() ? "{}" : "}");
  }

  @Override
  public boolean equalsAsJson(JsonValue other) {
    if (this == other) {
      return true;
    }
    return other instanceof JsonObject that
        && members.size() == that.members.size()
        && members.values().stream().allMatch(that::containsAsJson);
  }

  private boolean containsAsJson(Member wanted) {
    Member found = members.get(wanted.name().value());
    return found != null && found.value().equalsAsJson(wanted.value());
  }

  /** Its size only: contents must not reach a log. */
  @Override
  public String toString() {
    return "JsonObject[" + size + " bytes]";
  }
}
