package dev.etagere.server.http.describe.openapi;

import dev.etagere.server.http.describe.Tree;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One method of a path, put together. */
final class Operation {
  private final Map<String, Object> tree;
  private final Map<Integer, Object> responses = new TreeMap<>();

  Operation(String id, String tag, String summary, String description) {
    tree =
        Tree.object(
            "operationId",
            id,
            "tags",
            List.of(tag),
            "summary",
            summary,
            "description",
            description);
  }

  Operation parameters(List<Map<String, Object>> parameters) {
    tree.put("parameters", parameters);
    return this;
  }

  /** Content that must be sent, by media type. */
  Operation body(Map<String, Object> content) {
    tree.put("requestBody", Tree.object("required", true, "content", content));
    return this;
  }

  /** Who may ask; null for what the whole document says. */
  Operation security(@Nullable List<Object> requirements) {
    if (requirements != null) {
      tree.put("security", requirements);
    }
    return this;
  }

  /** An answer without content. */
  Operation answer(int status, String text, Map<String, Object> headers) {
    return answer(status, text, headers, Map.of(), Map.of());
  }

  /** An answer with content by media type, and links. */
  Operation answer(
      int status,
      String text,
      Map<String, Object> headers,
      Map<String, Object> content,
      Map<String, Object> links) {
    Map<String, Object> response = Tree.object("description", text, "headers", headers);
    if (!content.isEmpty()) {
      response.put("content", content);
    }
    if (!links.isEmpty()) {
      response.put("links", links);
    }
    responses.put(status, response);
    return this;
  }

  Operation problems(Map<Integer, Object> problems) {
    responses.putAll(problems);
    return this;
  }

  Map<String, Object> tree() {
    Map<String, Object> byText = Tree.object();
    responses.forEach((status, response) -> byText.put(Integer.toString(status), response));
    tree.put("responses", byText);
    return tree;
  }

  /** JSON of a schema, with an example if there is one. */
  static Map<String, Object> media(
      String type, Map<String, Object> schema, @Nullable Object example) {
    Map<String, Object> media = Tree.object("schema", schema);
    if (example != null) {
      media.put("example", example);
    }
    return Tree.object(type, media);
  }
}
