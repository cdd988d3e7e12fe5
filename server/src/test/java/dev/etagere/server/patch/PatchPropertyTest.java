package dev.etagere.server.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.json.JsonObject;
import dev.etagere.server.json.JsonTexts;
import dev.etagere.server.json.JsonValue;
import dev.etagere.server.resource.Content;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Laws of both patch formats for any document and any patch; RandomPatchTest has the reference. */
class PatchPropertyTest {
  private static final JsonLimits LIMITS = JsonLimits.DEFAULT;
  private static final Pattern POINTER = Pattern.compile("(?:/(?:[^/~]|~[01])*)*", Pattern.DOTALL);

  @Provide
  Arbitrary<String> objects() {
    return JsonTexts.objects();
  }

  @Provide
  Arbitrary<String> values() {
    return JsonTexts.values();
  }

  private static JsonValue json(String text) {
    return JsonValue.parse(text.getBytes(UTF_8), LIMITS);
  }

  /** The content after a patch that must apply. */
  private static Content after(Patch patch, Content before) {
    return patch.apply(before, LIMITS).orElse(before);
  }

  private static Patch merge(String text) {
    return MergePatch.parse(text.getBytes(UTF_8), LIMITS);
  }

  private static Patch operations(Stream<String> operations) {
    return JsonPatch.parse(
        operations.collect(Collectors.joining(",", "[", "]")).getBytes(UTF_8), LIMITS);
  }

  private static void assertSame(Content content, String expected) {
    assertThat(json(content.utf8()).equalsAsJson(json(expected)))
        .as("%s is %s", content.utf8(), expected)
        .isTrue();
  }

  private static List<JsonObject.Member> members(String object) {
    return List.copyOf(((JsonObject) json(object)).members());
  }

  private static String pathTo(JsonObject.Member member) {
    return "\"/" + member.name().value().replace("~", "~0").replace("/", "~1") + "\"";
  }

  private static String text(JsonValue value) {
    return new String(value.toBytes(), UTF_8);
  }

  @Property
  void mergePatch_appliedTwice_isANoOp(
      @ForAll("objects") String document, @ForAll("objects") String patch) {
    Content once = after(merge(patch), Content.ofUtf8(document));
    assertThat(merge(patch).apply(once, LIMITS)).isEmpty();
  }

  @Property
  void mergePatch_ofNothing_isANoOp(@ForAll("objects") String document) {
    assertThat(merge("{}").apply(Content.ofUtf8(document), LIMITS)).isEmpty();
  }

  @Property
  void mergePatch_nullForEachMember_leavesNothing(@ForAll("objects") String document) {
    String patch =
        members(document).stream()
            .map(member -> member.name().text() + ":null")
            .collect(Collectors.joining(",", "{", "}"));
    assertSame(after(merge(patch), Content.ofUtf8(document)), "{}");
  }

  @Property
  void jsonPatch_thatRemovesAllAndAddsAll_makesAnyDocumentOfAnyOther(
      @ForAll("objects") String from, @ForAll("objects") String to) {
    Stream<String> removals =
        members(from).stream().map(member -> "{\"op\":\"remove\",\"path\":" + pathTo(member) + "}");
    Stream<String> additions =
        members(to).stream()
            .map(
                member ->
                    "{\"op\":\"add\",\"path\":%s,\"value\":%s}"
                        .formatted(pathTo(member), text(member.value())));
    assertSame(after(operations(Stream.concat(removals, additions)), Content.ofUtf8(from)), to);
  }

  @Property
  void jsonPatch_testOfTheWholeDocument_holdsIfAndOnlyIfItIsThatDocument(
      @ForAll("objects") String document, @ForAll("objects") String other) {
    String test = "{\"op\":\"test\",\"path\":\"\",\"value\":" + other + "}";
    boolean holds;
    try {
      assertThat(operations(Stream.of(test)).apply(Content.ofUtf8(document), LIMITS)).isEmpty();
      holds = true;
    } catch (PatchTestFailedException e) {
      holds = false;
    }
    assertThat(holds).isEqualTo(json(document).equalsAsJson(json(other)));
  }

  @Property
  void jsonPatch_copyThenRemove_isMove(@ForAll("objects") String document) {
    for (JsonObject.Member member : members(document)) {
      String from = pathTo(member);
      Patch moved =
          operations(Stream.of("{\"op\":\"move\",\"from\":" + from + ",\"path\":\"/new\"}"));
      Patch copied =
          operations(
              Stream.of(
                  "{\"op\":\"copy\",\"from\":" + from + ",\"path\":\"/new\"}",
                  "{\"op\":\"remove\",\"path\":" + from + "}"));
      Content before = Content.ofUtf8(document);
      assertSame(after(moved, before), after(copied, before).utf8());
    }
  }

  @Property(tries = 3_000)
  void pointer_any_isReadIfAndOnlyIfTheGrammarHasIt(@ForAll("pointers") String text) {
    assertThat(JsonPointer.parse(text).isPresent()).isEqualTo(POINTER.matcher(text).matches());
  }

  @Provide
  Arbitrary<String> pointers() {
    return Arbitraries.strings().withChars("/~01a-\n\u00e9").ofMaxLength(8);
  }

  @Property
  void pointer_ofAnyTokens_isReadBack(@ForAll @Size(max = 5) List<String> tokens) {
    String text =
        tokens.stream()
            .map(token -> "/" + token.replace("~", "~0").replace("/", "~1"))
            .collect(Collectors.joining());
    assertThat(JsonPointer.parse(text).map(pointer -> List.copyOf(pointer.tokens())))
        .contains(tokens);
  }

  @Property(tries = 3_000)
  void patch_anyJson_isAppliedOrRefused(
      @ForAll("objects") String document, @ForAll("patches") String patch) {
    PatchLaws.check(document.getBytes(UTF_8), patch.getBytes(UTF_8));
  }

  /** Operations that are well-formed, or nearly, with paths that lead somewhere, or nearly. */
  @Provide
  Arbitrary<String> patches() {
    Arbitrary<String> path =
        Arbitraries.of("", "/", "/a", "/a/0", "/b/-", "/a~1~0", "/0/a", "x", "/~", "/b/01");
    Arbitrary<String> op = Arbitraries.of("add", "remove", "replace", "move", "copy", "test", "?");
    Arbitrary<String> operation =
        Combinators.combine(op, path, path, values())
            .as(
                (name, to, from, value) ->
                    "{\"op\":\"%s\",\"path\":\"%s\",\"from\":\"%s\",\"value\":%s}"
                        .formatted(name, to, from, value));
    Arbitrary<String> list =
        operation.list().ofMaxSize(4).map(all -> "[" + String.join(",", all) + "]");
    return Arbitraries.oneOf(list, list, values());
  }
}
