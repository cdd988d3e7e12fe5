package dev.etagere.server.http.describe.openapi;

import dev.etagere.server.http.describe.Tree;
import java.util.Map;

/** What can be asked next with what an answer has told: above all, its ETag in If-Match. */
final class Links {
  private static final String TAG = "$response.header.ETag";

  private final String collection;

  Links(String collection) {
    this.collection = collection;
  }

  /** From an answer of a resource, whose id was in the path of the request. */
  Map<String, Object> ofResource() {
    return toResource("$request.path.id", TAG);
  }

  /**
   * From the answer to a POST. The id is the last segment of Location, which no expression of
   * OpenAPI can cut off.
   */
  Map<String, Object> ofCreated() {
    String more = " Its id is the last segment of Location.";
    Map<String, Object> links = Tree.object();
    links.put("get", link("get", "The resource." + more, Tree.object()));
    links.put("replace", link("replace", "Replaces it." + more, tag(TAG)));
    links.put("patch", link("patch", "Changes it." + more, tag(TAG)));
    links.put("delete", link("delete", "Deletes it." + more, tag(TAG)));
    return links;
  }

  /** From a list to its first item. */
  Map<String, Object> ofList() {
    return toResource("$response.body#/items/0/id", "$response.body#/items/0/etag");
  }

  private Map<String, Object> toResource(String id, String tag) {
    Map<String, Object> links = Tree.object();
    links.put("get", link("get", "The resource.", Tree.object("path.id", id)));
    links.put("replace", link("replace", "Replaces this version.", withId(id, tag)));
    links.put("patch", link("patch", "Changes this version.", withId(id, tag)));
    links.put("delete", link("delete", "Deletes this version.", withId(id, tag)));
    return links;
  }

  private static Map<String, Object> withId(String id, String tag) {
    Map<String, Object> parameters = Tree.object("path.id", id);
    parameters.putAll(tag(tag));
    return parameters;
  }

  private static Map<String, Object> tag(String expression) {
    return Tree.object("header.If-Match", expression);
  }

  private Map<String, Object> link(String verb, String text, Map<String, Object> parameters) {
    Map<String, Object> link =
        Tree.object("operationId", id(verb, collection), "description", text);
    if (!parameters.isEmpty()) {
      link.put("parameters", parameters);
    }
    return link;
  }

  /** The id of an operation. */
  static String id(String verb, String collection) {
    return verb + "-" + collection;
  }
}
