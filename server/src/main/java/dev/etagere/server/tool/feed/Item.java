package dev.etagere.server.tool.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.ResourceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An item of a list: a document with its id. What stands in the JSON around them is not looked at.
 *
 * @param id its id
 * @param value the document, byte for byte as it stands there
 */
public record Item(ResourceId id, Content value) {
  private static final Set<String> MEMBERS = Set.of("id", "etag", "lastModified", "value");
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  /**
   * Reads a line with an item; empty if it is none: an object with exactly the members id, etag,
   * lastModified and value, as lists have them.
   */
  public static Optional<Item> of(byte[] line) {
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Set<String> members = new HashSet<>();
      String id = "";
      byte[] value = {};
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        members.add(name);
        JsonToken token = parser.nextToken();
        if (name.equals("id") && token == JsonToken.VALUE_STRING) {
          id = parser.getText();
        } else if (name.equals("value") && token == JsonToken.START_OBJECT) {
          value = slice(parser, line);
        } else {
          parser.skipChildren();
        }
      }
      boolean isItem = members.equals(MEMBERS) && value.length > 0 && parser.nextToken() == null;
      byte[] found = value;
      return isItem
          ? ResourceId.parse(id).map(parsed -> new Item(parsed, Content.wrap(found)))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Takes the items of a page apart.
   *
   * @return each item as it stands there
   * @throws IOException if it is no page
   */
  public static List<byte[]> ofPage(byte[] page) throws IOException {
    List<byte[]> items = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(page)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is no page of a list");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("items")) {
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            items.add(slice(parser, page));
          }
        } else {
          parser.skipChildren();
        }
      }
    }
    return items;
  }

  /** What stands from the current token, which opens an object, to where that is closed. */
  private static byte[] slice(JsonParser parser, byte[] text) throws IOException {
    int start = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    return Arrays.copyOfRange(text, start, (int) parser.currentLocation().getByteOffset());
  }
}
