package dev.etagere.server.http.describe.openapi.part;

import com.google.common.collect.ImmutableList;
import dev.etagere.server.http.describe.Tree;
import dev.etagere.server.http.list.Lists;
import dev.etagere.server.query.rsql.KnownFields;
import dev.etagere.server.query.rsql.OrderParser;
import dev.etagere.server.resource.CollectionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The query parameters of lists. */
public final class ListParameters {
  private ListParameters() {}

  /** The parameters of the list of a collection, some of them shared with others. */
  public static ImmutableList<Map<String, Object>> of(
      CollectionPolicy policy, Components components) {
    List<String> names = new KnownFields(policy.query()).names();
    return ImmutableList.of(
        filter(names),
        sort(names),
        fields(components),
        components.parameter("Limit", limit()),
        components.parameter("After", token("after", "next")),
        components.parameter("Before", token("before", "prev")),
        components.parameter("Count", count()));
  }

  private static Map<String, Object> filter(List<String> names) {
    Map<String, Object> parameter =
        query(
            "filter",
            "Only what fits: comparisons in RSQL, joined by `;` (and) or `,` (or). Operators: `==`"
                + " `!=` `=gt=` `=ge=` `=lt=` `=le=` `=in=` `=out=` `=prefix=` `=exists=`. Members: `"
                + String.join("` `", names)
                + "`.",
            Tree.object("type", "string", "format", "rsql", "x-members", names));
    parameter.put("example", "createdAt=ge=2026-01-01T00:00:00Z");
    return parameter;
  }

  private static Map<String, Object> sort(List<String> names) {
    List<String> values = new ArrayList<>();
    List<Object> twice = new ArrayList<>();
    for (String name : names) {
      String descending = "-" + name;
      values.add(name);
      values.add(descending);
      twice.add(
          Tree.object(
              "allOf",
              List.of(
                  Tree.object("contains", Tree.object("const", name)),
                  Tree.object("contains", Tree.object("const", descending)))));
    }
    Map<String, Object> schema =
        Tree.object(
            "type",
            "array",
            "items",
            Tree.object("type", "string", "enum", values),
            "minItems",
            1,
            "maxItems",
            OrderParser.MAX_FIELDS,
            "uniqueItems",
            true,
            "not",
            Tree.object("anyOf", twice));
    Map<String, Object> parameter =
        query("sort", "The order: members, with a minus in front descending, each once.", schema);
    parameter.put("explode", false);
    parameter.put("example", List.of("-modifiedAt"));
    return parameter;
  }

  private static Map<String, Object> fields(Components components) {
    Map<String, Object> schema =
        Tree.object(
            "type",
            "array",
            "items",
            Tree.object("type", "string", "format", "member-path"),
            "minItems",
            1,
            "maxItems",
            Lists.MAX_FIELDS);
    Map<String, Object> parameter =
        query(
            "fields",
            "The members of the values that are shown, such as `status,owner.id`; all if left out.",
            schema);
    parameter.put("explode", false);
    return components.parameter("Fields", parameter);
  }

  private static Map<String, Object> limit() {
    return query(
        "limit",
        "How many items a page has at the most.",
        Tree.object(
            "type",
            "integer",
            "minimum",
            1,
            "maximum",
            Lists.MAX_LIMIT,
            "default",
            Lists.DEFAULT_LIMIT));
  }

  private static Map<String, Object> token(String name, String from) {
    return query(
        name,
        "A page token, taken from `"
            + from
            + "` of a page with the same filter and sort. `after` and `before` exclude each other.",
        Tree.object("type", "string", "format", "page-token"));
  }

  private static Map<String, Object> count() {
    return query(
        "count",
        "Whether to count all that fits, exactly up to a bound.",
        Tree.object("type", "boolean", "default", false));
  }

  private static Map<String, Object> query(String name, String text, Object schema) {
    return Tree.object("name", name, "in", "query", "description", text, "schema", schema);
  }
}
