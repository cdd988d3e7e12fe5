package dev.etagere.server.query;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.MemberPath;
import dev.etagere.server.resource.StoredResource.Live;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;

/** The values of members as docs/queries.md orders them, written without regard to sort keys. */
final class PlainValue {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private PlainValue() {}

  static JsonNode of(Content content, MemberPath member) {
    try {
      JsonNode node = JSON.readTree(content.bytes());
      for (String name : member.names()) {
        node = node.isObject() ? node.path(name) : JSON.missingNode();
      }
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Comparator<Live> comparator(QueryField field) {
    if (field instanceof QueryField.Member member) {
      return (one, other) ->
          compare(of(one.content(), member.path()), of(other.content(), member.path()));
    }
    return switch ((QueryField.Own) field) {
      case ID -> Comparator.comparing(Live::id);
      case CREATED_AT -> Comparator.comparing(Live::createdAt);
      case MODIFIED_AT -> Comparator.comparing(Live::modifiedAt);
    };
  }

  static int type(JsonNode value) {
    return switch (value.getNodeType()) {
      case MISSING -> 0;
      case NULL -> 1;
      case BOOLEAN -> 2;
      case NUMBER -> 3;
      case STRING -> 4;
      default -> 5;
    };
  }

  static int compare(JsonNode one, JsonNode other) {
    int byType = Integer.compare(type(one), type(other));
    if (byType != 0) {
      return byType;
    }
    return switch (type(one)) {
      case 2 -> Boolean.compare(one.booleanValue(), other.booleanValue());
      case 3 -> one.decimalValue().compareTo(other.decimalValue());
      case 4 ->
          Arrays.compare(
              one.textValue().codePoints().toArray(), other.textValue().codePoints().toArray());
      default -> 0;
    };
  }
}
