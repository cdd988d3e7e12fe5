package dev.etagere.server.store.mongo.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.resource.Content;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BsonMirrorTest {
  private static final int ROOM = 1 << 20;
  private static final BsonMirror FULL = new BsonMirror(MirrorDialect.FULL);
  private static final BsonMirror NARROW = new BsonMirror(MirrorDialect.NARROW);

  @Test
  void mirror_ofEveryKindOfValue_isTheSameAsBson() {
    String json =
        "{\"s\":\"é😀\\u0000\",\"t\":true,\"f\":false,\"z\":null,\"o\":{\"x\":{}},\"a\":[1,[],[{}]]}";

    assertThat(full(json)).contains(raw(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"__proto__", "_id", "constructor", " ", "a$", "é", "~~"})
  void mirror_ofUnusualButSafeName_keepsIt(String name) {
    assertThat(full("{\"%s\":1}".formatted(name)).orElseThrow().getInt32(name).getValue())
        .isEqualTo(1);
  }

  @Test
  void mirror_ofUnsafeNames_gathersThemWithTheirExactText() {
    String json =
        "{\"$set\": {\"a\" : 1.50} ,\"ok\":1,\"a.b\":[ 1,\"]\" ],\"\":\"\\u00e9é\",\"~\": true,"
            + "\"n\\u0000\":-0.0\n,\"$e\":1e5}";

    assertThat(full(json))
        .contains(
            raw(
                """
                {"ok": 1, "~": [
                  {"name": "$set", "json": "{\\"a\\" : 1.50}"},
                  {"name": "a.b", "json": "[ 1,\\"]\\" ]"},
                  {"name": "", "json": "\\"\\\\u00e9é\\""},
                  {"name": "~", "json": "true"},
                  {"name": "n\\u0000", "json": "-0.0"},
                  {"name": "$e", "json": "1e5"}]}
                """));
  }

  @Test
  void mirror_ofUnsafeNameWithinAnArray_gathersItThere() {
    assertThat(full("{\"a\":[{\"$x\":1}]}"))
        .contains(raw("{\"a\":[{\"~\":[{\"name\":\"$x\",\"json\":\"1\"}]}]}"));
  }

  @ParameterizedTest
  @CsvSource({"98,true", "99,true", "100,false", "5000,false"})
  void mirror_ofDeepContent_existsUpToMongosLevels(int levels, boolean expected) {
    String json = "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);

    assertThat(full(json).isPresent()).isEqualTo(expected);
  }

  @Test
  void mirror_whoseEscapedMembersWouldBeTooDeep_isMissing() {
    assertThat(full("{\"a\":".repeat(97) + "{\"$\":1}" + "}".repeat(97))).isEmpty();
  }

  @Test
  void mirror_largerThanTheRoom_isMissing() {
    Content content = Content.ofUtf8("{\"a\":1}");
    int size = FULL.of(content, ROOM).orElseThrow().getByteBuffer().remaining();

    assertThat(FULL.of(content, size)).isPresent();
    assertThat(FULL.of(content, size - 1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"\\ud800\"}",
        "{\"\\udc00\":1}",
        "{\"a\":1e7000}",
        "{\"a\":1e99999999999}",
        "[]",
        "",
        "{\"a\":",
        "{\"a\":tru}"
      })
  void mirror_ofWhatBsonCannotCarry_isMissing(String json) {
    assertThat(full(json)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":[[1]]}", "{\"a\":1e400}", "{\"a\":9223372036854775809}"})
  void mirror_onANarrowServer_isMissingWhereTheServerCannotStoreIt(String json) {
    assertThat(full(json)).isPresent();
    assertThat(NARROW.of(Content.ofUtf8(json), ROOM)).isEmpty();
  }

  @Test
  void mirror_onANarrowServer_carriesTheRest() {
    String json = "{\"a\":[1,0.5,{\"b\":[]}]}";

    assertThat(NARROW.of(Content.ofUtf8(json), ROOM)).contains(raw(json));
  }

  private static Optional<RawBsonDocument> full(String json) {
    return FULL.of(Content.ofUtf8(json), ROOM);
  }

  private static RawBsonDocument raw(String json) {
    return new RawBsonDocument(BsonDocument.parse(json), new BsonDocumentCodec());
  }
}
