package dev.etagere.server.http.describe.openapi;

import static dev.etagere.server.http.problem.ProblemType.CONTENT_TOO_LARGE;
import static dev.etagere.server.http.problem.ProblemType.GONE;
import static dev.etagere.server.http.problem.ProblemType.ID_TAKEN;
import static dev.etagere.server.http.problem.ProblemType.INSUFFICIENT_STORAGE;
import static dev.etagere.server.http.problem.ProblemType.INVALID_CONTENT;
import static dev.etagere.server.http.problem.ProblemType.INVALID_JSON;
import static dev.etagere.server.http.problem.ProblemType.KEY_REUSED;
import static dev.etagere.server.http.problem.ProblemType.NATURAL_KEY_TAKEN;
import static dev.etagere.server.http.problem.ProblemType.NOT_ACCEPTABLE;
import static dev.etagere.server.http.problem.ProblemType.OUTCOME_UNKNOWN;
import static dev.etagere.server.http.problem.ProblemType.PRECONDITION_FAILED;
import static dev.etagere.server.http.problem.ProblemType.STORED_DATA_DAMAGED;
import static dev.etagere.server.http.problem.ProblemType.UNSUPPORTED_MEDIA_TYPE;

import dev.etagere.server.grant.Permission;
import dev.etagere.server.http.describe.Declared;
import dev.etagere.server.http.describe.Tree;
import dev.etagere.server.http.describe.openapi.part.Contents;
import dev.etagere.server.http.describe.openapi.part.ListParameters;
import dev.etagere.server.http.list.Lists;
import dev.etagere.server.http.problem.ProblemType;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code /v1/{collection}}: the list, and POST. */
final class CollectionPath {
  private final Describing all;
  private final Declared collection;
  private final Contents contents;
  private final String name;
  private final Links links;

  CollectionPath(Describing all, Declared collection, Contents contents) {
    this.all = all;
    this.collection = collection;
    this.contents = contents;
    this.name = collection.name().value();
    this.links = new Links(name);
  }

  Map<String, Object> tree() {
    return Tree.object("get", list().tree(), "post", create().tree());
  }

  private Operation list() {
    List<Map<String, Object>> parameters =
        new ArrayList<>(ListParameters.of(collection.policy(), all.components()));
    parameters.add(all.parameters().ifNoneMatch());
    Map<String, Object> item = all.components().addSchema(name + ".item", item());
    Map<String, Object> content =
        Operation.media(
            MediaType.APPLICATION_JSON,
            all.components().addSchema(name + ".page", page(item)),
            null);
    content.put(Lists.LINES.toString(), Tree.object("schema", lines()));
    return new Operation(
            Links.id("list", name),
            name,
            "List " + name,
            all.needs(
                "A page of the collection, or with `Accept: application/x-ndjson` all that fits,"
                    + " one item on each line; `limit`, `after`, `before` and `count` are for pages"
                    + " only. HEAD answers the same without content.",
                Permission.READ))
        .security(all.requirements(collection))
        .parameters(parameters)
        .answer(
            200,
            "A page; its ETag is weak and changes with every item on it. Lines have no ETag.",
            listHeaders(),
            content,
            links.ofList())
        .answer(304, "The page is as it was.", all.headers().of("ETag", "Cache-Control"))
        .problems(
            all.problems().responses(NOT_ACCEPTABLE, PRECONDITION_FAILED, STORED_DATA_DAMAGED));
  }

  /** Lines have no ETag, so it cannot be required here as it is elsewhere. */
  private Map<String, Object> listHeaders() {
    Map<String, Object> headers = all.headers().of("Cache-Control", "Link");
    headers.put(
        "ETag",
        Tree.object(
            "description",
            "Weak: for If-None-Match, not for a change.",
            "schema",
            Tree.object("type", "string", "pattern", "^W/\"[!#-~]*\"$")));
    return headers;
  }

  private Map<String, Object> item() {
    return Tree.object(
        "type",
        "object",
        "required",
        List.of("id", "etag", "lastModified", "value"),
        "properties",
        Tree.object(
            "id",
            Tree.object("type", "string"),
            "etag",
            Tree.object(
                "type", "string", "description", "Of the resource: If-Match of a change of it."),
            "lastModified",
            Tree.object("type", "string", "description", "As in Last-Modified."),
            "value",
            contents.listed()));
  }

  private static Map<String, Object> page(Map<String, Object> item) {
    return Tree.object(
        "type",
        "object",
        "required",
        List.of("items"),
        "properties",
        Tree.object(
            "items",
            Tree.object("type", "array", "items", item),
            "count",
            Tree.object("type", "integer", "minimum", 0, "description", "If it was asked for."),
            "countIs",
            Tree.object("type", "string", "enum", List.of("exact", "atLeast")),
            "next",
            Tree.object("type", "string", "description", "The path of the page beyond."),
            "prev",
            Tree.object("type", "string", "description", "The path of the page before.")));
  }

  private static Map<String, Object> lines() {
    return Tree.object(
        "type", "string", "description", "JSON objects as in `items`, each ended by a line feed.");
  }

  private Operation create() {
    boolean keyRequired = collection.policy().keyRequired();
    Operation operation =
        new Operation(
                Links.id("create", name),
                name,
                "Create in " + name,
                all.needs(
                    "Creates a resource whose id the server makes. Only with an Idempotency-Key"
                        + (collection.policy().naturalKey().isEmpty() ? "" : " or a natural key")
                        + " can a repeat not create a second one.",
                    Permission.CREATE))
            .security(all.requirements(collection))
            .parameters(List.of(all.parameters().key(keyRequired, true), all.parameters().prefer()))
            .body(
                Operation.media(
                    MediaType.APPLICATION_JSON, contents.posted(), contents.postedSample()));
    if (!collection.policy().naturalKey().isEmpty()) {
      operation.answer(
          200,
          "It exists, made with the same content.",
          all.headers().of("ETag", "Last-Modified", "Content-Location", "Idempotent-Replayed"),
          Operation.media(MediaType.APPLICATION_JSON, contents.stored(), contents.sample()),
          Map.of());
    }
    return operation
        .answer(
            201,
            createdText(),
            all.headers().of("Location", "ETag", "Last-Modified", "Idempotent-Replayed"),
            collection.policy().generated().isEmpty()
                ? Map.of()
                : Operation.media(MediaType.APPLICATION_JSON, contents.stored(), contents.sample()),
            links.ofCreated())
        .problems(all.problems().responses(refusals()));
  }

  private String createdText() {
    return collection.policy().generated().isEmpty()
        ? "Created. With `Prefer: return=representation` the content is in the answer, as in the"
            + " answer to a GET."
        : "Created. The content is in the answer, with the members that the server has made.";
  }

  private ProblemType[] refusals() {
    List<ProblemType> types =
        new ArrayList<>(
            List.of(
                INVALID_JSON,
                NOT_ACCEPTABLE,
                ID_TAKEN,
                GONE,
                PRECONDITION_FAILED,
                CONTENT_TOO_LARGE,
                UNSUPPORTED_MEDIA_TYPE,
                KEY_REUSED,
                STORED_DATA_DAMAGED,
                OUTCOME_UNKNOWN,
                INSUFFICIENT_STORAGE));
    if (!collection.policy().naturalKey().isEmpty()) {
      types.add(NATURAL_KEY_TAKEN);
    }
    if (collection.policy().schema() != null || collection.policy().rulesMembers()) {
      types.add(INVALID_CONTENT);
    }
    return types.toArray(ProblemType[]::new);
  }
}
