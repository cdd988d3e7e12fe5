package dev.etagere.server.http.describe.openapi.part;

import com.google.common.collect.ImmutableMap;
import dev.etagere.server.http.describe.Declared;
import dev.etagere.server.http.describe.Tree;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.GeneratedValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the contents of a collection look like: components for what is stored and for what a POST
 * takes, and an example of each.
 */
public final class Contents {
  /** A schema with one of them may demand of a POST what only the server makes. */
  private static final List<String> APPLICATORS =
      List.of("$ref", "allOf", "anyOf", "oneOf", "not", "if", "dependentRequired");

  private final String name;
  private final CollectionPolicy policy;
  private final Map<String, Object> posted;
  private final @Nullable Map<String, Object> sample;

  /** Adds the components of a collection. */
  public Contents(Declared collection, Components components) {
    Map<String, Object> schemas = components.schemas();
    this.name = collection.name().value();
    this.policy = collection.policy();
    if (policy.schema() == null) {
      schemas.put(name, Tree.object());
    } else {
      schemas.putAll(SchemaBundle.of(name, policy.schema().documents()));
    }
    Object stored = schemas.get(name) instanceof Map<?, ?> tree ? completed(tree) : false;
    schemas.put(name, stored);
    this.sample = Sample.of(stored, schemas, policy);
    this.posted =
        policy.generated().isEmpty()
            ? stored()
            : components.addSchema(name + ".new", withoutMade(stored));
  }

  /** The schema of what is stored. */
  public Map<String, Object> stored() {
    return Components.ref("schemas", name);
  }

  /** The schema of what a POST takes. */
  public Map<String, Object> posted() {
    return posted;
  }

  /** A value of an item of a list: a part of the content where {@code fields} asks for one. */
  public Map<String, Object> listed() {
    return policy.schema() == null && policy.naturalKey().isEmpty()
        ? stored()
        : Tree.object("anyOf", List.of(stored(), Tree.object("type", "object")));
  }

  /** What is stored, null if no example is known. */
  public @Nullable Map<String, Object> sample() {
    if (sample == null || !sample.isEmpty() || policy.schema() != null) {
      return sample;
    }
    return Tree.object("text", "Hello");
  }

  /** What a POST takes, null if no example is known. */
  public @Nullable Map<String, Object> postedSample() {
    Map<String, Object> all = sample();
    if (all == null) {
      return null;
    }
    Map<String, Object> posted = new LinkedHashMap<>(all);
    posted.keySet().removeAll(policy.generated().keySet());
    return posted.isEmpty() && policy.schema() == null ? Tree.object("text", "Hello") : posted;
  }

  /** The schema with what the policy says besides. */
  private Map<String, Object> completed(Map<?, ?> schema) {
    Map<String, Object> copy = new LinkedHashMap<>();
    copy.put("type", "object");
    schema.forEach((keyword, value) -> copy.put(keyword.toString(), value));
    if (!policy.rulesMembers()) {
      return copy;
    }
    Map<String, Object> properties = new LinkedHashMap<>();
    if (schema.get("properties") instanceof Map<?, ?> given) {
      given.forEach((member, property) -> properties.put(member.toString(), property));
    }
    List<Object> required = new ArrayList<>();
    if (schema.get("required") instanceof List<?> given) {
      required.addAll(given);
    }
    for (String member : policy.naturalKey()) {
      properties.putIfAbsent(
          member,
          Tree.object(
              "type",
              List.of("string", "number", "boolean"),
              "description",
              "Of the natural key."));
      if (!required.contains(member)) {
        required.add(member);
      }
    }
    policy.generated().forEach((member, kind) -> properties.putIfAbsent(member, made(kind)));
    copy.put("properties", properties);
    if (!required.isEmpty()) {
      copy.put("required", required);
    }
    return copy;
  }

  private static Map<String, Object> made(GeneratedValue kind) {
    return switch (kind) {
      case RANDOM ->
          Tree.object(
              "type",
              "string",
              "pattern",
              "^[A-Za-z0-9_-]{43}$",
              "examples",
              List.of("Vt3Kq0Yw1n5cXb8Rj2LmA7sDfGhZ4uPoEiTyQxWvBkM"),
              "description",
              "256 random bits that the server makes.");
      case NOW ->
          Tree.object(
              "type", "string", "format", "date-time", "description", "The time of the creation.");
      case UUID ->
          Tree.object(
              "type", "string", "format", "uuid", "description", "A UUID that the server makes.");
    };
  }

  private Object withoutMade(Object stored) {
    Map<String, Object> none = new LinkedHashMap<>();
    policy.generated().keySet().forEach(member -> none.put(member, false));
    if (!(stored instanceof Map<?, ?> schema)) {
      return stored;
    }
    if (APPLICATORS.stream().anyMatch(schema::containsKey)) {
      return Tree.object(
          "type",
          "object",
          "properties",
          none,
          "description",
          "As what is stored, without the members that the server makes.");
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    schema.forEach((keyword, value) -> copy.put(keyword.toString(), value));
    Map<String, Object> properties = new LinkedHashMap<>();
    if (schema.get("properties") instanceof Map<?, ?> given) {
      given.forEach((member, property) -> properties.put(member.toString(), property));
    }
    properties.putAll(none);
    copy.put("properties", properties);
    if (schema.get("required") instanceof List<?> required) {
      copy.put(
          "required",
          required.stream().filter(member -> !policy.generated().containsKey(member)).toList());
    }
    return ImmutableMap.copyOf(copy);
  }
}
