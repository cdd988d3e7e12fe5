package dev.etagere.server.http.describe.openapi;

import dev.etagere.server.http.describe.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The parts of the document that are written once and referred to. */
final class Components {
  private final Map<String, Object> schemas = new LinkedHashMap<>();
  private final Map<String, Object> parameters = new TreeMap<>();
  private final Map<String, Object> headers = new TreeMap<>();
  private final Map<String, Object> responses = new TreeMap<>();

  /** A reference to a component of a kind. */
  static Map<String, Object> ref(String kind, String name) {
    return Tree.object("$ref", "#/components/" + kind + "/" + name);
  }

  Map<String, Object> schemas() {
    return schemas;
  }

  Map<String, Object> parameters() {
    return parameters;
  }

  Map<String, Object> headers() {
    return headers;
  }

  Map<String, Object> responses() {
    return responses;
  }

  Map<String, Object> tree() {
    return Tree.object(
        "schemas", schemas, "parameters", parameters, "headers", headers, "responses", responses);
  }
}
