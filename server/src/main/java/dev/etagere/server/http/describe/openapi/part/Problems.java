package dev.etagere.server.http.describe.openapi.part;

import static dev.etagere.server.http.problem.ProblemType.BAD_REQUEST;
import static dev.etagere.server.http.problem.ProblemType.EXPECTATION_FAILED;
import static dev.etagere.server.http.problem.ProblemType.FORBIDDEN;
import static dev.etagere.server.http.problem.ProblemType.HEADER_TOO_LARGE;
import static dev.etagere.server.http.problem.ProblemType.HTTP_VERSION_NOT_SUPPORTED;
import static dev.etagere.server.http.problem.ProblemType.INTERNAL_ERROR;
import static dev.etagere.server.http.problem.ProblemType.NOT_IMPLEMENTED;
import static dev.etagere.server.http.problem.ProblemType.TOO_MANY_REQUESTS;
import static dev.etagere.server.http.problem.ProblemType.UNAUTHENTICATED;
import static dev.etagere.server.http.problem.ProblemType.UNAVAILABLE;
import static dev.etagere.server.http.problem.ProblemType.URI_TOO_LONG;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.etagere.server.http.describe.Tree;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The answers of 4xx and 5xx: one response for each set of types that share a status. */
public final class Problems {
  /** What any request can meet. */
  private static final ImmutableList<ProblemType> ALWAYS =
      ImmutableList.of(
          BAD_REQUEST,
          URI_TOO_LONG,
          EXPECTATION_FAILED,
          TOO_MANY_REQUESTS,
          HEADER_TOO_LARGE,
          INTERNAL_ERROR,
          NOT_IMPLEMENTED,
          UNAVAILABLE,
          HTTP_VERSION_NOT_SUPPORTED);

  private static final ImmutableMap<Integer, String> FIELDS =
      ImmutableMap.of(401, "WWW-Authenticate", 429, "Retry-After", 503, "Retry-After");

  private final Components components;
  private final HeaderFields fields;
  private final ImmutableList<ProblemType> common;
  private final Map<String, Object> schema;

  /**
   * Adds the schema of problems.
   *
   * @param authenticated whether callers are asked who they are
   */
  public Problems(Components components, HeaderFields fields, boolean authenticated) {
    this.components = components;
    this.fields = fields;
    ImmutableList.Builder<ProblemType> all = ImmutableList.builder();
    all.addAll(ALWAYS);
    if (authenticated) {
      all.add(UNAUTHENTICATED, FORBIDDEN);
    }
    this.common = all.build();
    this.schema = components.addSchema("Problem", schema());
  }

  /** Responses by status: what any request can meet, and these. */
  public Map<Integer, Object> responses(ProblemType... further) {
    return responses(common, further);
  }

  /** The same where nobody is asked who it is. */
  public Map<Integer, Object> responsesToAnyone(ProblemType... further) {
    return responses(ALWAYS, further);
  }

  private Map<Integer, Object> responses(List<ProblemType> common, ProblemType... further) {
    Map<Integer, List<ProblemType>> byStatus = new TreeMap<>();
    List<ProblemType> all = new ArrayList<>(common);
    all.addAll(Arrays.asList(further));
    all.stream()
        .distinct()
        .sorted()
        .forEach(type -> byStatus.computeIfAbsent(type.status(), s -> new ArrayList<>()).add(type));
    Map<Integer, Object> responses = new TreeMap<>();
    byStatus.forEach((status, types) -> responses.put(status, response(status, types)));
    return responses;
  }

  private Map<String, Object> response(int status, List<ProblemType> types) {
    String name = types.stream().map(ProblemType::slug).collect(Collectors.joining("."));
    components.responses().computeIfAbsent(name, key -> response(types, status));
    return Components.ref("responses", name);
  }

  private Map<String, Object> response(List<ProblemType> types, int status) {
    String text =
        types.stream()
            .map(type -> "**" + type.title() + ".** " + type.explanation())
            .collect(Collectors.joining("\n\n"));
    Map<String, Object> ofTheseTypes =
        Tree.object(
            "allOf",
            List.of(
                schema,
                Tree.object(
                    "type",
                    "object",
                    "properties",
                    Tree.object(
                        "type",
                        Tree.object(
                            "type",
                            "string",
                            "enum",
                            types.stream().map(ProblemType::path).toList()),
                        "status",
                        Tree.object("type", "integer", "const", status)))));
    String field = FIELDS.get(status);
    return Tree.object(
        "description",
        text,
        "headers",
        field == null ? fields.of() : fields.of(field),
        "content",
        Tree.object(Problem.MEDIA_TYPE, Tree.object("schema", ofTheseTypes)));
  }

  private static Map<String, Object> schema() {
    Map<String, Object> properties = Tree.object();
    properties.put("type", text("The path of an explanation of this kind of problem."));
    properties.put("title", text("The kind in a few words."));
    properties.put("status", Tree.object("type", "integer"));
    properties.put("detail", text("What is wrong with this request, and what would be right."));
    properties.put("instance", text("The id of the request in the server's log."));
    properties.put(
        "reason",
        Tree.object("type", "string", "enum", List.of("stale", "exists", "absent", "weak-tag")));
    properties.put("currentETag", text("Names the version there is now."));
    properties.put("lastModified", text("When that version was made."));
    properties.put(
        "alreadyApplied", truth("The current version was made by an identical request."));
    properties.put(
        "keyMayBeForgotten", truth("The request may be the repeat of one that was applied."));
    properties.put("deletedAt", text("When the resource was deleted."));
    properties.put("required", list(Tree.object("type", "object")));
    properties.put("errors", list(error()));
    properties.put("differences", list(Tree.object("type", "string")));
    properties.put("allowed", list(Tree.object("type", "string")));
    properties.put("limit", Tree.object("type", "integer"));
    properties.put("missing", text("The permission that was not granted."));
    properties.put("field", text("The header field that is malformed."));
    properties.put("parameter", text("The query parameter that cannot be taken."));
    properties.put("position", Tree.object("type", "integer"));
    properties.put("pointer", text("JSON Pointer into the patch document."));
    properties.put("path", text("JSON Pointer of the test that failed."));
    return Tree.object(
        "type",
        "object",
        "description",
        "A problem (RFC 9457). Which members there are depends on the type.",
        "required",
        List.of("type", "title", "status", "detail", "instance"),
        "properties",
        properties);
  }

  private static Map<String, Object> error() {
    return Tree.object(
        "type", "object",
        "required", List.of("pointer", "message"),
        "properties",
            Tree.object(
                "pointer", text("JSON Pointer to the member."),
                "message", text("What is wrong with it."),
                "schemaPointer", text("The keyword of the schema that it breaks.")));
  }

  private static Map<String, Object> text(String description) {
    return Tree.object("type", "string", "description", description);
  }

  private static Map<String, Object> truth(String description) {
    return Tree.object("type", "boolean", "description", description);
  }

  private static Map<String, Object> list(Map<String, Object> items) {
    return Tree.object("type", "array", "items", items);
  }
}
