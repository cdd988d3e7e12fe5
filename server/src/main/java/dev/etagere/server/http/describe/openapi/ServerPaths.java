package dev.etagere.server.http.describe.openapi;

import static dev.etagere.server.http.problem.ProblemType.NOT_ACCEPTABLE;
import static dev.etagere.server.http.problem.ProblemType.NOT_FOUND;

import dev.etagere.server.http.describe.Tree;
import dev.etagere.server.http.problem.ProblemType;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server tells of itself: {@code /v1} and {@code /problems/{type}}. */
final class ServerPaths {
  /** The tag of these operations; no collection begins with a capital letter. */
  static final String TAG = "Server";

  private final Describing all;

  ServerPaths(Describing all) {
    this.all = all;
  }

  /**
   * The list of collections.
   *
   * @param requirements who may ask; null for what the whole document says
   */
  Map<String, Object> catalogue(@Nullable List<Object> requirements) {
    Map<String, Object> collection =
        Tree.object(
            "type",
            "object",
            "required",
            List.of("name", "href", "permissions", "ownResourcesOnly", "policy"),
            "properties",
            Tree.object(
                "name", text(),
                "href", text(),
                "permissions", Tree.object("type", "array", "items", text()),
                "ownResourcesOnly", Tree.object("type", "boolean"),
                "policy", Tree.object("type", "object")));
    Map<String, Object> schema =
        Tree.object(
            "type",
            "object",
            "required",
            List.of("collections"),
            "properties",
            Tree.object("collections", Tree.object("type", "array", "items", collection)));
    return Tree.object(
        "get",
        new Operation(
                "collections",
                TAG,
                "List the collections",
                "The collections that the caller may see, with what it may do there and their"
                    + " policies.")
            .security(requirements)
            .answer(
                200,
                "The collections.",
                all.headers().of(),
                Operation.media(MediaType.APPLICATION_JSON, schema, null),
                Map.of())
            .problems(all.problems().responses(NOT_ACCEPTABLE))
            .tree());
  }

  /** The explanation of a type of problem. */
  Map<String, Object> problems() {
    Map<String, Object> json =
        Tree.object(
            "type",
            "object",
            "required",
            List.of("type", "status", "title", "explanation"),
            "properties",
            Tree.object(
                "type", text(),
                "status", Tree.object("type", "integer"),
                "title", text(),
                "explanation", text()));
    Map<String, Object> content = Operation.media(MediaType.APPLICATION_JSON, json, null);
    content.put(MediaType.TEXT_PLAIN, Tree.object("schema", text()));
    content.put(MediaType.TEXT_HTML, Tree.object("schema", text()));
    Map<String, Object> type =
        Tree.object(
            "name",
            "type",
            "in",
            "path",
            "required",
            true,
            "description",
            "The last segment of a problem's type.",
            "schema",
            Tree.object(
                "type",
                "string",
                "enum",
                Arrays.stream(ProblemType.values()).map(ProblemType::slug).toList()),
            "example",
            ProblemType.GONE.slug());
    return Tree.object(
        "get",
        new Operation(
                "problem",
                TAG,
                "Explain a problem",
                "What a type of problem means and what to do about it, as Accept asks: text, HTML"
                    + " or JSON.")
            .security(all.security().asked() ? List.of() : null)
            .parameters(List.of(type))
            .answer(200, "The explanation.", all.headers().of(), content, Map.of())
            .problems(all.problems().responsesToAnyone(NOT_FOUND))
            .tree());
  }

  private static Map<String, Object> text() {
    return Tree.object("type", "string");
  }
}
