package dev.etagere.server.http.describe.openapi.part;

import dev.etagere.server.http.describe.Tree;
import dev.etagere.server.patch.JsonPatch;
import dev.etagere.server.patch.MergePatch;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The documents that a PATCH takes. */
public final class Patches {
  private Patches() {}

  /**
   * The content of a PATCH, by media type.
   *
   * @param sample members that may be changed, for the examples; null if none is known
   */
  public static Map<String, Object> content(
      Components components, @Nullable Map<String, Object> sample) {
    Map<String, Object> merge = Tree.object("schema", mergePatch());
    Map<String, Object> operations = Tree.object("schema", jsonPatch(components));
    if (sample != null && !sample.isEmpty()) {
      Map.Entry<String, Object> member = sample.entrySet().iterator().next();
      String path = "/" + member.getKey().replace("~", "~0").replace("/", "~1");
      merge.put("example", Tree.object(member.getKey(), member.getValue()));
      operations.put(
          "example",
          List.of(Tree.object("op", "replace", "path", path, "value", member.getValue())));
    }
    return Tree.object(MergePatch.MEDIA_TYPE, merge, JsonPatch.MEDIA_TYPE, operations);
  }

  private static Map<String, Object> mergePatch() {
    return Tree.object(
        "type",
        "object",
        "description",
        "A JSON Merge Patch (RFC 7396): members to set, with null those to remove.");
  }

  private static Map<String, Object> jsonPatch(Components components) {
    Map<String, Object> operation =
        Tree.object(
            "oneOf",
            List.of(
                operation(List.of("add", "replace", "test"), "value", Tree.object()),
                operation(List.of("move", "copy"), "from", pointer()),
                operation(List.of("remove"), null, Tree.object())));
    return components.schemas().containsKey("JsonPatch")
        ? Components.ref("schemas", "JsonPatch")
        : components.addSchema(
            "JsonPatch",
            Tree.object(
                "type",
                "array",
                "description",
                "A JSON Patch (RFC 6902): all of its operations are applied, or none.",
                "items",
                operation));
  }

  private static Map<String, Object> operation(
      List<String> names, @Nullable String further, Map<String, Object> itsSchema) {
    Map<String, Object> properties =
        Tree.object("op", Tree.object("type", "string", "enum", names), "path", pointer());
    if (further != null) {
      properties.put(further, itsSchema);
    }
    return Tree.object(
        "type",
        "object",
        "required",
        further == null ? List.of("op", "path") : List.of("op", "path", further),
        "properties",
        properties);
  }

  private static Map<String, Object> pointer() {
    return Tree.object("type", "string", "pattern", "^(/([^~/]|~[01])*)*$");
  }
}
