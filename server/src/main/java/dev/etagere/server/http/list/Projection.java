package dev.etagere.server.http.list;

import com.google.common.base.Splitter;
import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.json.JsonMemory;
import dev.etagere.server.json.JsonObject;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.MemberPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which members of the values are shown. Each keeps the text that it was sent in; objects on the
 * way to one are shown with it alone.
 */
final class Projection {
  static final int MAX_FIELDS = 100;

  /** The members within a member; null where it is shown whole. */
  private final Map<String, @Nullable Projection> members = new LinkedHashMap<>();

  private Projection() {}

  /**
   * Reads the query parameter {@code fields}.
   *
   * @throws ProblemException if it is no list of members
   */
  static Projection parse(String fields) {
    List<String> names = Splitter.on(',').splitToList(fields);
    if (names.size() > MAX_FIELDS) {
      throw ProblemException.badRequest(
          "The query parameter 'fields' names more than " + MAX_FIELDS + " members.");
    }
    Projection root = new Projection();
    for (String name : names) {
      root.add(
          MemberPath.parse(name)
              .orElseThrow(
                  () ->
                      ProblemException.badRequest(
                          "The query parameter 'fields' is a list of members of the value with"
                              + " commas between them, like status,owner.id."))
              .names());
    }
    return root;
  }

  private void add(List<String> path) {
    String name = path.get(0);
    if (path.size() == 1) {
      members.put(name, null);
    } else if (!members.containsKey(name) || members.get(name) != null) {
      Projection within = members.get(name);
      if (within == null) {
        within = new Projection();
        members.put(name, within);
      }
      within.add(path.subList(1, path.size()));
    }
  }

  /** The shown part of a content, as JSON in UTF-8. */
  byte[] of(Content content) {
    return JsonMemory.forTrees(
        content.size(),
        () -> of(JsonObject.membersOf(content.bytes(), members::containsKey)).toBytes());
  }

  private JsonObject of(JsonObject object) {
    List<JsonObject.Member> shown = new ArrayList<>();
    for (JsonObject.Member member : object.members()) {
      String name = member.name().value();
      if (members.containsKey(name)) {
        Projection within = members.get(name);
        if (within == null) {
          shown.add(member);
        } else if (member.value() instanceof JsonObject inner) {
          shown.add(new JsonObject.Member(member.name(), within.of(inner)));
        }
      }
    }
    return JsonObject.of(shown);
  }
}
