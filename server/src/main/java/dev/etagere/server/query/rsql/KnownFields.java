package dev.etagere.server.query.rsql;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.etagere.server.query.QueryField;
import dev.etagere.server.resource.MemberPath;
import java.util.List;

/** The fields that a collection can be listed by, under their names. */
public final class KnownFields {
  private static final int SHOWN = 60;

  private final ImmutableMap<String, QueryField> byName;

  /** The server's own fields and these members. */
  public KnownFields(List<MemberPath> members) {
    ImmutableMap.Builder<String, QueryField> all = ImmutableMap.builder();
    for (QueryField own : QueryField.Own.values()) {
      all.put(own.label(), own);
    }
    members.forEach(member -> all.put(member.toString(), new QueryField.Member(member)));
    byName = all.buildOrThrow();
  }

  /**
   * The field of a name.
   *
   * @param position where the name stands
   * @throws InvalidQueryException if the collection cannot be listed by it
   */
  QueryField get(String name, int position) {
    QueryField field = byName.get(name);
    if (field == null) {
      throw new InvalidQueryException(
          "'"
              + shown(name)
              + "' is no member that this collection is listed by; those are: "
              + String.join(", ", names())
              + ". Others must be declared under 'query' in the server's configuration.",
          position,
          names());
    }
    return field;
  }

  /** All names. */
  public ImmutableList<String> names() {
    return byName.keySet().asList();
  }

  /** A text of a client, cut to a length that can be told back. */
  static String shown(String text) {
    return text.codePointCount(0, text.length()) <= SHOWN
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
  }
}
