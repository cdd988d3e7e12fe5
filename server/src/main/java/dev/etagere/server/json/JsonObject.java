package dev.etagere.server.json;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A JSON object: its members in order, no name twice. */
public final class JsonObject implements JsonValue {
  private static final long BRACES = 2;
  private static final JsonObject EMPTY = new JsonObject(ImmutableList.of());

  /** So many members are looked through faster than an index of them is made. */
  private static final int FEW = 8;

  private final ImmutableList<Member> members;
  private final long size;
  private final int depth;

  /** Made when it is first needed. Each thread makes the same, so a race is harmless. */
  private volatile @Nullable Map<String, Integer> index;

  /** A name and its value. */
  public record Member(JsonString name, JsonValue value) {
    private static final long COLON = 1;

    long size() {
      return name.size() + COLON + value.size();
    }
  }

  private JsonObject(ImmutableList<Member> members) {
    long bytes = BRACES + Math.max(0, members.size() - 1);
    int deepest = 0;
    for (Member member : members) {
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
    Set<String> names = new HashSet<>();
    for (Member member : members) {
      if (!names.add(member.name().value())) {
        throw new IllegalArgumentException(member.name().excerpt() + " appears twice");
      }
    }
    return ofDistinct(members);
  }

  /**
   * Some members of an object, in their order; nothing of the others is kept.
   *
   * @param text of a JSON object, in UTF-8, that was checked before
   * @param wanted tells by their names which
   */
  public static JsonObject membersOf(byte[] text, Predicate<String> wanted) {
    return TreeReader.readMembers(new String(text, StandardCharsets.UTF_8), wanted);
  }

  /** An object of these members in their order, whose names are known to be different. */
  static JsonObject ofDistinct(Collection<Member> members) {
    return members.isEmpty() ? EMPTY : new JsonObject(ImmutableList.copyOf(members));
  }

  /** The members in their order. */
  public ImmutableList<Member> members() {
    return members;
  }

  /** The value of a member, by its unescaped name. */
  public Optional<JsonValue> get(String name) {
    int place = find(name);
    return place < 0 ? Optional.empty() : Optional.of(members.get(place).value());
  }

  /** Where a member stands; negative if there is none. */
  private int find(String name) {
    if (members.size() > FEW) {
      return index().getOrDefault(name, -1);
    }
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).name().value().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private Map<String, Integer> index() {
    Map<String, Integer> known = index;
    if (known == null) {
      known = Maps.newHashMapWithExpectedSize(members.size());
      for (int i = 0; i < members.size(); i++) {
        known.put(members.get(i).name().value(), i);
      }
      index = known;
    }
    return known;
  }

  /**
   * This object with one member set. One that is there keeps its place and the text of its name, a
   * new one comes last. Costs time in proportion to the number of members, as {@link #without}
   * does.
   */
  public JsonObject with(JsonString name, JsonValue value) {
    List<Member> changed = new ArrayList<>(members.size() + 1);
    changed.addAll(members);
    int place = find(name.value());
    if (place < 0) {
      changed.add(new Member(name, value));
    } else {
      changed.set(place, new Member(members.get(place).name(), value));
    }
    return ofDistinct(changed);
  }

  /** This object without the member of an unescaped name. */
  public JsonObject without(String name) {
    int place = find(name);
    if (place < 0) {
      return this;
    }
    List<Member> changed = new ArrayList<>(members);
    changed.remove(place);
    return ofDistinct(changed);
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
    for (Member member : members) {
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
        && members.stream().allMatch(that::containsAsJson);
  }

  private boolean containsAsJson(Member wanted) {
    return get(wanted.name().value()).filter(wanted.value()::equalsAsJson).isPresent();
  }

  /** Its size only: contents must not reach a log. */
  @Override
  public String toString() {
    return "JsonObject[" + size + " bytes]";
  }
}
