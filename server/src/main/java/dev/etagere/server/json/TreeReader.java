package dev.etagere.server.json;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Makes a tree of a text. Equal names and equal short numbers are one instance: a body of a
 * megabyte may hold half a million of them.
 */
final class TreeReader {
  private static final int MOST_SHARED = 1000;
  private static final int LONGEST_SHARED_NAME = 64;
  private static final int LONGEST_SHARED_NUMBER = 4;

  private final StrictReader reader;
  private final TreeMemory memory;
  private final Map<String, JsonString> names = new HashMap<>();
  private final Map<String, JsonNumber> numbers = new HashMap<>();

  private TreeReader(StrictReader reader, TreeMemory memory) {
    this.reader = reader;
    this.memory = memory;
  }

  static JsonValue read(String text, int maxDepth, long maxMemory) {
    try (StrictReader reader = new StrictReader(text, maxDepth)) {
      JsonValue value =
          new TreeReader(reader, new TreeMemory(maxMemory)).value(reader.begin(), all -> true);
      reader.end();
      return value;
    }
  }

  /** Reads an object with only some of its members; of the others nothing is kept. */
  static JsonObject readMembers(String text, Predicate<String> wanted) {
    try (StrictReader reader = new StrictReader(text, JsonLimits.DEEPEST)) {
      if (reader.begin() != JsonToken.START_OBJECT) {
        throw reader.fault("the body must be a JSON object");
      }
      JsonObject object = new TreeReader(reader, new TreeMemory(Long.MAX_VALUE)).object(wanted);
      reader.end();
      return object;
    }
  }

  /** Recurses as deep as the reader allows. */
  private JsonValue value(JsonToken token, Predicate<String> wanted) {
    return switch (token) {
      case START_OBJECT -> object(wanted);
      case START_ARRAY -> array();
      case VALUE_STRING -> memory.holds(reader.stringToken());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(reader.tokenText());
      case VALUE_TRUE -> JsonLiteral.TRUE;
      case VALUE_FALSE -> JsonLiteral.FALSE;
      case VALUE_NULL -> JsonLiteral.NULL;
      default -> throw new IllegalStateException("no value begins with " + token);
    };
  }

  private JsonObject object(Predicate<String> wanted) {
    List<JsonObject.Member> members = new ArrayList<>();
    while (reader.next() != JsonToken.END_OBJECT) {
      if (wanted.test(reader.tokenText())) {
        JsonString name = name();
        members.add(new JsonObject.Member(name, value(reader.next(), all -> true)));
        memory.holdsMember();
      } else {
        skip();
      }
    }
    // The reader has refused names that appear twice.
    return memory.holds(JsonObject.ofDistinct(members));
  }

  private JsonArray array() {
    List<JsonValue> elements = new ArrayList<>();
    for (JsonToken token = reader.next(); token != JsonToken.END_ARRAY; token = reader.next()) {
      elements.add(value(token, all -> true));
      memory.holdsElement();
    }
    return memory.holds(JsonArray.of(elements));
  }

  private void skip() {
    int depth = 0;
    do {
      switch (reader.next()) {
        case START_OBJECT, START_ARRAY -> depth++;
        case END_OBJECT, END_ARRAY -> depth--;
        default -> {}
      }
    } while (depth > 0);
  }

  private JsonString name() {
    String value = reader.tokenText();
    // One with escapes keeps its own text, which another of the same characters may not have.
    boolean shared = value.length() <= LONGEST_SHARED_NAME && reader.isPlain(value);
    JsonString known = shared ? names.get(value) : null;
    if (known != null) {
      return known;
    }
    JsonString name = memory.holds(reader.stringToken());
    if (shared && names.size() < MOST_SHARED) {
      names.put(value, name);
    }
    return name;
  }

  private JsonNumber number(String text) {
    if (text.length() > LONGEST_SHARED_NUMBER) {
      return memory.holds(new JsonNumber(text));
    }
    return numbers.computeIfAbsent(text, JsonNumber::new);
  }
}
