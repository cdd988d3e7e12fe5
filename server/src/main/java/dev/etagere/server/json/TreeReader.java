package dev.etagere.server.json;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.List;

/** Makes a tree of a text. */
final class TreeReader {
  private final StrictReader reader;

  private TreeReader(StrictReader reader) {
    this.reader = reader;
  }

  static JsonValue read(String text, int maxDepth) {
    try (StrictReader reader = new StrictReader(text, maxDepth)) {
      JsonValue value = new TreeReader(reader).value(reader.begin());
      reader.end();
      return value;
    }
  }

  /** Recurses as deep as the reader allows. */
  private JsonValue value(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> reader.stringToken();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(reader.tokenText());
      case VALUE_TRUE -> JsonLiteral.TRUE;
      case VALUE_FALSE -> JsonLiteral.FALSE;
      case VALUE_NULL -> JsonLiteral.NULL;
      default -> throw new IllegalStateException("no value begins with " + token);
    };
  }

  private JsonObject object() {
    List<JsonObject.Member> members = new ArrayList<>();
    while (reader.next() != JsonToken.END_OBJECT) {
      JsonString name = reader.stringToken();
      members.add(new JsonObject.Member(name, value(reader.next())));
    }
    return JsonObject.of(members);
  }

  private JsonArray array() {
    List<JsonValue> elements = new ArrayList<>();
    for (JsonToken token = reader.next(); token != JsonToken.END_ARRAY; token = reader.next()) {
      elements.add(value(token));
    }
    return JsonArray.of(elements);
  }
}
