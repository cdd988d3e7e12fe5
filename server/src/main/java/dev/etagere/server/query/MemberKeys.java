package dev.etagere.server.query;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.collect.ImmutableList;
import dev.etagere.server.json.UnboundedJson;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.MemberPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes the sort keys of declared members from a content, in one pass and without a tree. Safe for
 * use by many threads.
 */
public final class MemberKeys {
  private final int count;
  private final Node root = new Node();

  /** Takes the keys of these members, in their order. */
  public MemberKeys(List<MemberPath> members) {
    count = members.size();
    for (int i = 0; i < count; i++) {
      Node node = root;
      for (String name : members.get(i).names()) {
        node = node.children.computeIfAbsent(name, key -> new Node());
      }
      node.places.add(i);
    }
  }

  /** A name in the paths. */
  private static final class Node {
    final Map<String, Node> children = new HashMap<>();
    final List<Integer> places = new ArrayList<>();
  }

  /**
   * The keys of the members.
   *
   * @return empty if the content is no JSON object, which only another program can have stored
   */
  public Optional<ImmutableList<String>> of(Content content) {
    String[] keys = allMissing();
    if (count == 0) {
      return Optional.of(ImmutableList.of());
    }
    try (JsonParser parser = UnboundedJson.FACTORY.createParser(content.bytes())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      object(parser, root, keys);
      return Optional.of(ImmutableList.copyOf(keys));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The keys where there is no content to take them from. */
  public ImmutableList<String> ofNothing() {
    return ImmutableList.copyOf(allMissing());
  }

  private String[] allMissing() {
    String[] keys = new String[count];
    Arrays.fill(keys, SortKey.MISSING);
    return keys;
  }

  /** Recurses no deeper than the paths lead. */
  private static void object(JsonParser parser, Node node, String[] keys) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Node child = node.children.get(parser.currentName());
      JsonToken token = parser.nextToken();
      if (child == null) {
        parser.skipChildren();
        continue;
      }
      String key = key(parser, token, child);
      if (key != null) {
        child.places.forEach(place -> keys[place] = key);
      }
      if (token == JsonToken.START_OBJECT && !child.children.isEmpty()) {
        object(parser, child, keys);
      } else {
        parser.skipChildren();
      }
    }
  }

  private static @Nullable String key(JsonParser parser, JsonToken token, Node node)
      throws IOException {
    if (node.places.isEmpty()) {
      return null;
    }
    return switch (token) {
      case VALUE_NULL -> SortKey.NULL;
      case VALUE_TRUE -> SortKey.TRUE;
      case VALUE_FALSE -> SortKey.FALSE;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> SortKey.ofNumber(parser.getText());
      case VALUE_STRING -> SortKey.ofString(parser.getText());
      default -> SortKey.COMPOSITE;
    };
  }
}
