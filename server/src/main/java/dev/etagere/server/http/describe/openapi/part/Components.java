package dev.etagere.server.http.describe.openapi.part;

import dev.etagere.server.http.describe.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The parts of the document that are written once and referred to. */
public final class Components {
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

  /**
   * Adds a schema under a name, or one like it: a file of the user may be called the same.
   *
   * @return a reference to it
   */
  public Map<String, Object> addSchema(String wanted, Object schema) {
    String name = wanted;
    for (int i = 2; schemas.containsKey(name); i++) {
      name = wanted + "-" + i;
    }
    schemas.put(name, schema);
    return ref("schemas", name);
  }

  /** Adds a parameter, unless it is there; returns a reference to it. */
  Map<String, Object> parameter(String name, Map<String, Object> parameter) {
    parameters.putIfAbsent(name, parameter);
    return ref("parameters", name);
  }

  /** Adds a header field, unless it is there; returns a reference to it. */
  Map<String, Object> header(String name, Map<String, Object> header) {
    headers.putIfAbsent(name, header);
    return ref("headers", name);
  }

  Map<String, Object> responses() {
    return responses;
  }

  /** All of them. */
  public Map<String, Object> tree() {
    return Tree.object(
        "schemas", schemas, "parameters", parameters, "headers", headers, "responses", responses);
  }
}
