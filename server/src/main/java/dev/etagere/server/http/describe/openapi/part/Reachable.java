package dev.etagere.server.http.describe.openapi.part;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds which schemas are used: files and definitions that nobody refers to only confuse. */
final class Reachable {
  private Reachable() {}

  /** Those that the first component leads to, and itself, in the order that they have. */
  static Map<String, Object> from(String first, Map<String, Object> all) {
    Set<String> found = new LinkedHashSet<>(Set.of(first));
    Deque<String> open = new ArrayDeque<>(found);
    while (!open.isEmpty()) {
      references(
          all.get(open.remove()),
          reference -> {
            String path = reference.substring(SchemaBundle.COMPONENTS.length());
            int slash = path.indexOf('/');
            String component = slash < 0 ? path : path.substring(0, slash);
            if (found.add(component)) {
              open.add(component);
            }
          });
    }
    Map<String, Object> kept = new LinkedHashMap<>();
    all.forEach(
        (component, tree) -> {
          if (found.contains(component)) {
            kept.put(component, tree);
          }
        });
    return kept;
  }

  private static void references(@Nullable Object node, Consumer<String> into) {
    if (node instanceof List<?> list) {
      list.forEach(one -> references(one, into));
    } else if (node instanceof Map<?, ?> map) {
      if (map.get("$ref") instanceof String reference
          && reference.startsWith(SchemaBundle.COMPONENTS)) {
        into.accept(reference);
      }
      map.values().forEach(value -> references(value, into));
    }
  }
}
