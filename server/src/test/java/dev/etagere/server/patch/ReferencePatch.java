package dev.etagere.server.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Preconditions;
import java.util.Map;

/**
 * The two RFCs in the plainest way, on mutable trees, to compare with. Pointers have no escapes
 * here. What cannot be applied is an {@link IllegalArgumentException}.
 */
final class ReferencePatch {
  private JsonNode root;

  private ReferencePatch(JsonNode root) {
    this.root = root;
  }

  static JsonNode apply(JsonNode document, JsonNode patch) {
    ReferencePatch reference = new ReferencePatch(document.deepCopy());
    patch.forEach(reference::apply);
    return reference.root;
  }

  /** The pseudocode of RFC 7396 §2. */
  static JsonNode merge(JsonNode target, JsonNode patch) {
    if (!patch.isObject()) {
      return patch;
    }
    ObjectNode result =
        target.isObject() ? target.deepCopy() : JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : patch.properties()) {
      if (member.getValue().isNull()) {
        result.remove(member.getKey());
      } else {
        result.set(member.getKey(), merge(result.path(member.getKey()), member.getValue()));
      }
    }
    return result;
  }

  private void apply(JsonNode operation) {
    String path = operation.get("path").asText();
    switch (operation.get("op").asText()) {
      case "add" -> add(path, operation.get("value"));
      case "remove" -> remove(path);
      case "replace" -> {
        get(path);
        if (!path.isEmpty()) {
          remove(path);
        }
        add(path, operation.get("value"));
      }
      case "move" -> {
        String from = operation.get("from").asText();
        JsonNode value = get(from);
        Preconditions.checkArgument(!path.startsWith(from + "/"), "into itself");
        if (!from.equals(path)) {
          remove(from);
          add(path, value);
        }
      }
      case "copy" -> add(path, get(operation.get("from").asText()).deepCopy());
      case "test" -> Preconditions.checkArgument(get(path).equals(operation.get("value")), "test");
      default -> throw new IllegalArgumentException("op");
    }
  }

  private JsonNode get(String path) {
    JsonNode found = root;
    for (String token : path.isEmpty() ? new String[0] : path.substring(1).split("/", -1)) {
      found = found.isArray() ? found.path(index(token)) : found.path(token);
    }
    Preconditions.checkArgument(!found.isMissingNode(), "missing");
    return found;
  }

  private void add(String path, JsonNode value) {
    if (path.isEmpty()) {
      root = value.deepCopy();
    } else if (parent(path) instanceof ObjectNode object) {
      object.set(last(path), value.deepCopy());
    } else if (parent(path) instanceof ArrayNode array) {
      int index = last(path).equals("-") ? array.size() : index(last(path));
      Preconditions.checkArgument(index >= 0 && index <= array.size(), "index");
      array.insert(index, value.deepCopy());
    } else {
      throw new IllegalArgumentException("no container");
    }
  }

  private void remove(String path) {
    Preconditions.checkArgument(!path.isEmpty(), "root");
    get(path);
    if (parent(path) instanceof ObjectNode object) {
      object.remove(last(path));
    } else if (parent(path) instanceof ArrayNode array) {
      array.remove(index(last(path)));
    }
  }

  private JsonNode parent(String path) {
    return get(path.substring(0, path.lastIndexOf('/')));
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static int index(String token) {
    return token.matches("0|[1-9][0-9]?") ? Integer.parseInt(token) : -1;
  }
}
