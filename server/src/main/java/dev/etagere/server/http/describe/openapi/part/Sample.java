package dev.etagere.server.http.describe.openapi.part;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableMap;
import dev.etagere.server.http.describe.Tree;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.Content;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a content that fits a schema, for examples. It knows the plain keywords only; whether the
 * content fits is asked of the collection itself, so that no example is shown which is refused.
 */
final class Sample {
  private static final int MAX_DEPTH = 8;
  private static final Splitter POINTER = Splitter.on('/');
  private static final ImmutableMap<String, String> BY_FORMAT =
      ImmutableMap.<String, String>builder()
          .put("date", "2026-01-31")
          .put("date-time", "2026-01-31T12:00:00.000Z")
          .put("time", "12:00:00Z")
          .put("duration", "P1D")
          .put("uuid", "8e03978e-40d5-43dd-bc93-6894a57f9324")
          .put("email", "ann@example.com")
          .put("uri", "https://example.com/")
          .put("hostname", "example.com")
          .put("ipv4", "192.0.2.1")
          .put("ipv6", "2001:db8::1")
          .buildOrThrow();

  private final Map<String, Object> components;

  private Sample(Map<String, Object> components) {
    this.components = components;
  }

  /**
   * A content that a collection takes; null if none is found.
   *
   * @param schema of the collection, in whose references are names of components
   */
  static @Nullable Map<String, Object> of(
      Object schema, Map<String, Object> components, CollectionPolicy policy) {
    List<Object> candidates = new ArrayList<>();
    if (schema instanceof Map<?, ?> tree && tree.get("examples") instanceof List<?> given) {
      candidates.addAll(given);
    }
    candidates.add(new Sample(components).value(schema, 0));
    for (Object candidate : candidates) {
      if (candidate instanceof Map<?, ?> content) {
        Map<String, Object> copy = new LinkedHashMap<>();
        content.forEach((name, value) -> copy.put(name.toString(), value));
        if (policy.violations(Content.ofUtf8(new String(Tree.json(copy), UTF_8))).isEmpty()) {
          return copy;
        }
      }
    }
    return null;
  }

  private Object value(Object schema, int depth) {
    if (!(schema instanceof Map<?, ?> tree) || depth > MAX_DEPTH) {
      return "text";
    }
    Object given = given(tree);
    if (given != null) {
      return given;
    } else if (tree.get("$ref") instanceof String reference) {
      return value(referred(reference), depth + 1);
    }
    for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
      if (tree.get(keyword) instanceof List<?> choices && !tree.containsKey("type")) {
        return value(choices.get(0), depth + 1);
      }
    }
    return ofType(type(tree), tree, depth);
  }

  private static @Nullable Object given(Map<?, ?> schema) {
    if (schema.containsKey("const")) {
      return schema.get("const");
    }
    for (String keyword : List.of("examples", "enum")) {
      if (schema.get(keyword) instanceof List<?> values && !values.isEmpty()) {
        return values.get(0);
      }
    }
    return schema.get("default");
  }

  private Object referred(String reference) {
    Object found = components;
    String prefix = "#/components/schemas/";
    if (!reference.startsWith(prefix)) {
      return true;
    }
    for (String part : POINTER.split(reference.substring(prefix.length()))) {
      String name = part.replace("~1", "/").replace("~0", "~");
      found = found instanceof Map<?, ?> map && map.get(name) != null ? map.get(name) : true;
    }
    return found;
  }

  private static String type(Map<?, ?> schema) {
    Object type = schema.get("type");
    Object first = type instanceof List<?> types && !types.isEmpty() ? types.get(0) : type;
    if (first == null) {
      return schema.containsKey("properties") ? "object" : "string";
    }
    return first.toString();
  }

  private Object ofType(String type, Map<?, ?> schema, int depth) {
    return switch (type) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, depth);
      case "integer", "number" -> number(schema);
      case "boolean" -> true;
      default -> string(schema);
    };
  }

  private Map<String, Object> object(Map<?, ?> schema, int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      boolean all = depth == 0 || !(schema.get("required") instanceof List<?>);
      properties.forEach(
          (name, property) -> {
            boolean plain = property instanceof Map<?, ?> inner && !type(inner).equals("array");
            if (all && plain && object.size() < 5) {
              object.put(name.toString(), value(property, depth + 1));
            }
          });
      if (schema.get("required") instanceof List<?> required) {
        for (Object name : required) {
          Object property = properties.get(name);
          object.putIfAbsent(name.toString(), value(property == null ? true : property, depth + 1));
        }
      }
    }
    return object;
  }

  private List<Object> array(Map<?, ?> schema, int depth) {
    List<Object> array = new ArrayList<>();
    int least = schema.get("minItems") instanceof Number number ? number.intValue() : 0;
    for (int i = 0; i < Math.min(least, 10); i++) {
      Object items = schema.get("items");
      array.add(value(items == null ? true : items, depth + 1));
    }
    return array;
  }

  private static Object number(Map<?, ?> schema) {
    Object least = schema.get("minimum");
    if (least == null && schema.get("exclusiveMinimum") instanceof Number bound) {
      return new BigDecimal(bound.toString()).add(BigDecimal.ONE);
    }
    return least instanceof Number bound && bound.doubleValue() > 1 ? bound : Integer.valueOf(1);
  }

  private static String string(Map<?, ?> schema) {
    String format = schema.get("format") instanceof String name ? name : "";
    String text = BY_FORMAT.getOrDefault(format, "text");
    int least = schema.get("minLength") instanceof Number number ? number.intValue() : 0;
    String longEnough = Strings.padEnd(text, Math.min(least, 1000), 't');
    return schema.get("maxLength") instanceof Number most && most.intValue() < longEnough.length()
        ? longEnough.substring(0, most.intValue())
        : longEnough;
  }
}
