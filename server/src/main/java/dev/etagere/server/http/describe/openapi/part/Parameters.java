package dev.etagere.server.http.describe.openapi.part;

import dev.etagere.server.http.describe.Tree;
import dev.etagere.server.ledger.IdempotencyKey;
import dev.etagere.server.resource.ResourceId;
import java.util.List;
import java.util.Map;

/** The parameters of requests, all but those of lists: their path and header fields. */
public final class Parameters {
  /** The id of the resource that the examples make and change. */
  public static final String EXAMPLE_ID = "example-1";

  private static final String TAG = "(W/)?\"[!#-~]*\"";
  private static final String TAGS = "^(\\*|" + TAG + "(, ?" + TAG + ")*)$";
  private static final String EXAMPLE_TAG = "\"1-00f1e2d3c4b5a697\"";

  private final Components components;

  /** Parameters that are kept among these components once they are asked for. */
  public Parameters(Components components) {
    this.components = components;
  }

  /** The id in the path. */
  public Map<String, Object> id() {
    Map<String, Object> schema =
        Tree.object(
            "type",
            "string",
            "pattern",
            "^[A-Za-z0-9._~:@+=,-]{1," + ResourceId.MAX_LENGTH + "}$",
            "not",
            Tree.object("enum", List.of(".", "..")));
    Map<String, Object> id =
        Tree.object(
            "name",
            "id",
            "in",
            "path",
            "required",
            true,
            "description",
            "Names the resource in its collection.",
            "schema",
            schema,
            "example",
            EXAMPLE_ID);
    return components.parameter("Id", id);
  }

  /** If-Match of a PUT, which may have If-None-Match instead. */
  public Map<String, Object> ifMatchOfPut() {
    return components.parameter(
        "IfMatchOfPut",
        field(
            "If-Match",
            false,
            "Replaces the version that this entity tag names, and no other. Take it from the ETag of"
                + " the answer in which the content was seen.",
            tags()));
  }

  /**
   * If-Match of a change of what exists.
   *
   * @param anyVersion whether {@code *} is taken
   */
  public Map<String, Object> ifMatch(boolean anyVersion) {
    Map<String, Object> examples = Tree.object();
    String text =
        "Changes the version that this entity tag names, and no other. Take it from the ETag of the"
            + " answer in which the content was seen.";
    if (anyVersion) {
      examples.put("any", Tree.object("summary", "Whatever version there is.", "value", "*"));
    } else {
      text += " This collection does not take `*`.";
    }
    examples.put(
        "tag",
        Tree.object(
            "summary", "The version that GET answered, in its ETag.", "value", EXAMPLE_TAG));
    Map<String, Object> field = field("If-Match", true, text, tags());
    field.put("examples", examples);
    return components.parameter(anyVersion ? "IfMatch" : "IfMatchTag", field);
  }

  /** If-Match of a read, which asks whether a version is still there. */
  public Map<String, Object> ifMatchOfRead() {
    return components.parameter(
        "IfMatchOfRead",
        field("If-Match", false, "Answers 412 if no tag is that of the version there is.", tags()));
  }

  /**
   * If-None-Match of a PUT.
   *
   * @param mayCreate whether a PUT can create in this collection
   */
  public Map<String, Object> ifNoneMatchOfPut(boolean mayCreate) {
    Map<String, Object> field =
        field(
            "If-None-Match",
            false,
            mayCreate
                ? "`*` creates the resource if none is there."
                : "`*` asks for the case that none is there, in which this collection takes a PUT"
                    + " only if the id follows from the content.",
            tags());
    if (mayCreate) {
      field.put("example", "*");
    }
    return components.parameter(mayCreate ? "Absent" : "AbsentByKey", field);
  }

  /** If-None-Match of a read. */
  public Map<String, Object> ifNoneMatch() {
    return components.parameter(
        "IfNoneMatch",
        field(
            "If-None-Match",
            false,
            "Answers 304 without content if a tag is that of the version there is.",
            tags()));
  }

  /** If-Modified-Since. */
  public Map<String, Object> ifModifiedSince() {
    return components.parameter(
        "IfModifiedSince",
        field(
            "If-Modified-Since",
            false,
            "Answers 304 if nothing has changed since this date (RFC 9110 §5.6.7). Does not count"
                + " beside If-None-Match; what is no date is ignored.",
            Tree.object("type", "string")));
  }

  /** Prefer. */
  public Map<String, Object> prefer() {
    return components.parameter(
        "Prefer",
        field(
            "Prefer",
            false,
            "`return=representation` asks for the content in the answer (RFC 7240). Other"
                + " preferences are ignored.",
            Tree.object("type", "string")));
  }

  /**
   * Idempotency-Key.
   *
   * @param required whether a request without one is refused
   * @param ofPost whether it is of a POST
   */
  public Map<String, Object> key(boolean required, boolean ofPost) {
    Map<String, Object> schema =
        Tree.object(
            "type",
            "string",
            "pattern",
            "^\"([ !#-\\[\\]-~]|\\\\[\"\\\\]){1," + IdempotencyKey.MAX_LENGTH + "}\"$");
    Map<String, Object> field =
        field(
            "Idempotency-Key",
            required,
            "Stands for one intent: a quoted string (RFC 9651 §3.3.3), made anew for each, and sent"
                + " again with each repeat. A repeat is answered as the first request was, and does"
                + " nothing."
                + (required ? " This collection takes no POST without one." : ""),
            schema);
    if (ofPost) {
      field.put("example", "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"");
    }
    String name = required ? "KeyRequired" : ofPost ? "KeyOfPost" : "Key";
    return components.parameter(name, field);
  }

  private static Map<String, Object> field(
      String name, boolean required, String text, Object schema) {
    return Tree.object(
        "name", name, "in", "header", "required", required, "description", text, "schema", schema);
  }

  private static Map<String, Object> tags() {
    return Tree.object("type", "string", "pattern", TAGS);
  }
}
