package dev.etagere.server.store.mongo.mirror;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonNumber;
import org.bson.BsonWriter;

/** Writes one JSON object as BSON while reading it. */
final class MirrorWriter {
  /** Where the members with unsafe names are gathered. */
  static final String ESCAPED = "~";

  /** MongoDB refuses documents of more levels. The mirror's own root is the second. */
  static final int MAX_LEVELS = 100;

  private static final int ROOT_LEVEL = 2;

  private final byte[] json;
  private final JsonParser parser;
  private final BsonWriter bson;
  private final MirrorDialect dialect;
  private final CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();

  MirrorWriter(byte[] json, JsonParser parser, BsonWriter bson, MirrorDialect dialect) {
    this.json = json;
    this.parser = parser;
    this.bson = bson;
    this.dialect = dialect;
  }

  /** Writes the object whose start the parser has just read. */
  void writeObject() throws IOException, NotMirroredException {
    writeObject(ROOT_LEVEL);
  }

  private void writeObject(int level) throws IOException, NotMirroredException {
    checkLevel(level);
    bson.writeStartDocument();
    List<Member> escaped = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = wellFormed(parser.currentName());
      parser.nextToken();
      if (isSafe(name)) {
        bson.writeName(name);
        writeValue(level);
      } else {
        escaped.add(new Member(name, exactText()));
      }
    }
    writeEscaped(escaped, level);
    bson.writeEndDocument();
  }

  /**
   * Whether every server and driver takes the name for a plain name. FerretDB refuses {@code $} in
   * front and dots, in MongoDB's query language such a member cannot be reached or would be taken
   * for an operator, some drivers refuse the empty name, and a BSON name ends at NUL.
   */
  private static boolean isSafe(String name) {
    return !name.isEmpty()
        && name.charAt(0) != '$'
        && name.indexOf('.') < 0
        && name.indexOf('\0') < 0
        && !name.equals(ESCAPED);
  }

  private void writeValue(int level) throws IOException, NotMirroredException {
    switch (parser.currentToken()) {
      case START_OBJECT -> writeObject(level + 1);
      case START_ARRAY -> writeArray(level + 1);
      case VALUE_STRING -> bson.writeString(wellFormed(parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> writeNumber();
      case VALUE_TRUE, VALUE_FALSE -> bson.writeBoolean(parser.getBooleanValue());
      case VALUE_NULL -> bson.writeNull();
      default -> throw new IllegalStateException("no value: " + parser.currentToken());
    }
  }

  private void writeArray(int level) throws IOException, NotMirroredException {
    checkLevel(level);
    bson.writeStartArray();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (dialect == MirrorDialect.NARROW && parser.currentToken() == JsonToken.START_ARRAY) {
        throw new NotMirroredException("this server cannot store an array within an array");
      }
      writeValue(level);
    }
    bson.writeEndArray();
  }

  private void writeNumber() throws IOException, NotMirroredException {
    BsonNumber number =
        MirroredNumber.of(parser.getText())
            .orElseThrow(() -> new NotMirroredException("a number is beyond BSON's range"));
    if (number.isInt32()) {
      bson.writeInt32(number.intValue());
    } else if (number.isInt64()) {
      bson.writeInt64(number.longValue());
    } else if (number.isDouble()) {
      bson.writeDouble(number.doubleValue());
    } else if (dialect == MirrorDialect.NARROW) {
      throw new NotMirroredException("this server cannot store a Decimal128");
    } else {
      bson.writeDecimal128(number.asDecimal128().getValue());
    }
  }

  /** The text of the current value as it was sent; the parser then stands at its end. */
  private String exactText() throws IOException {
    int start = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    parser.skipChildren();
    // Jackson reads strings lazily: without this the end would be that of the opening quote.
    parser.finishToken();
    int end = Math.toIntExact(parser.currentLocation().getByteOffset());
    return new String(json, start, end - start, StandardCharsets.UTF_8).strip();
  }

  private void writeEscaped(List<Member> escaped, int level) throws NotMirroredException {
    if (escaped.isEmpty()) {
      return;
    }
    checkLevel(level + 2);
    bson.writeStartArray(ESCAPED);
    for (Member member : escaped) {
      bson.writeStartDocument();
      bson.writeString("name", member.name());
      bson.writeString("json", member.json());
      bson.writeEndDocument();
    }
    bson.writeEndArray();
  }

  private static void checkLevel(int level) throws NotMirroredException {
    if (level > MAX_LEVELS) {
      throw new NotMirroredException("with it the document would have more than 100 levels");
    }
  }

  /** BSON strings are UTF-8, which has no unpaired surrogates; JSON's escapes can write them. */
  private String wellFormed(String text) throws NotMirroredException {
    if (!utf8.canEncode(text)) {
      throw new NotMirroredException("a text has an unpaired surrogate");
    }
    return text;
  }

  private record Member(String name, String json) {}
}
