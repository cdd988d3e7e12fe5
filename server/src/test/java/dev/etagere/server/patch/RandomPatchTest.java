package dev.etagere.server.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.json.JsonValue;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random documents and patches, the same ones at each run, against the plainest evaluation. */
class RandomPatchTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int ROUNDS = 2_000;
  private static final String[] NAMES = {"a", "b", "0", "1", "", "-", "é"};
  private static final String[] OPS = {"add", "add", "remove", "replace", "move", "copy", "test"};

  private final ObjectMapper mapper = new ObjectMapper();
  private final Random random = new Random(20_260_101);

  private JsonNode node(int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 5)) {
      case 0 -> NODES.numberNode(random.nextInt(3));
      case 1 -> NODES.textNode(NAMES[random.nextInt(NAMES.length)]);
      case 2 -> random.nextBoolean() ? NODES.nullNode() : NODES.booleanNode(random.nextBoolean());
      case 3 -> array(depth);
      default -> object(depth);
    };
  }

  private ArrayNode array(int depth) {
    ArrayNode array = NODES.arrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(node(depth - 1));
    }
    return array;
  }

  private ObjectNode object(int depth) {
    ObjectNode object = NODES.objectNode();
    for (int i = random.nextInt(5); i > 0; i--) {
      object.set(NAMES[random.nextInt(NAMES.length)], node(depth - 1));
    }
    return object;
  }

  /** A path that mostly, not always, leads somewhere. */
  private String path(JsonNode document) {
    StringBuilder path = new StringBuilder();
    JsonNode at = document;
    while (at.isContainerNode() && random.nextInt(5) > 0) {
      String token = NAMES[random.nextInt(NAMES.length)];
      if (at.isArray() && random.nextInt(4) > 0) {
        token = Integer.toString(random.nextInt(at.size() + 1));
      }
      path.append('/').append(token);
      at =
          at.isArray() && token.matches("[0-9]")
              ? at.path(Integer.parseInt(token))
              : at.path(token);
    }
    return path.toString();
  }

  private ArrayNode patch(JsonNode document) {
    ArrayNode patch = NODES.arrayNode();
    for (int i = random.nextInt(4); i >= 0; i--) {
      String path = path(document);
      JsonNode value = document.at(path);
      patch
          .addObject()
          .put("op", OPS[random.nextInt(OPS.length)])
          .put("path", path)
          .put("from", path(document))
          .set("value", value.isMissingNode() || random.nextBoolean() ? node(2) : value.deepCopy());
    }
    return patch;
  }

  private static JsonValue ours(JsonNode node) {
    return JsonValue.parse(node.toString().getBytes(UTF_8), JsonLimits.DEFAULT);
  }

  private void assertSame(JsonValue result, JsonNode expected, List<JsonNode> input)
      throws IOException {
    assertThat(mapper.readTree(result.toBytes())).as("%s", input).isEqualTo(expected);
    assertThat(result.equalsAsJson(ours(expected))).as("%s", input).isTrue();
    assertThat(result.size()).as("%s", input).isEqualTo(result.toBytes().length);
    assertThat(result.depth()).as("%s", input).isEqualTo(ours(expected).depth());
  }

  @Test
  void jsonPatch_random_isWhatTheReferenceMakes() throws IOException {
    int applied = 0;
    for (int round = 0; round < ROUNDS; round++) {
      JsonNode document = object(4);
      ArrayNode patch = patch(document);
      List<JsonNode> input = List.of(document, patch);
      JsonValue before = ours(document);
      ImmutableList<Operation> operations = OperationParser.parse(ours(patch));
      try {
        JsonNode expected = ReferencePatch.apply(document, patch);
        assertSame(JsonPatch.evaluate(operations, before, JsonLimits.DEFAULT), expected, input);
        applied++;
      } catch (IllegalArgumentException cannot) {
        assertThat(catchThrowable(() -> JsonPatch.evaluate(operations, before, JsonLimits.DEFAULT)))
            .as("%s", input)
            .isInstanceOfAny(PatchNotApplicableException.class, PatchTestFailedException.class);
      }
      assertSame(before, document, input);
    }
    assertThat(applied).as("a mix of both kinds").isBetween(ROUNDS / 5, ROUNDS * 4 / 5);
  }

  @Test
  void mergePatch_random_isWhatTheReferenceMakes() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      JsonNode document = node(4);
      JsonNode patch = random.nextInt(10) == 0 ? node(4) : object(4);
      JsonValue result = MergePatch.merge(ours(document), ours(patch));
      assertSame(result, ReferencePatch.merge(document, patch), List.of(document, patch));
    }
  }

  @Test
  void equality_random_isThatOfTheReference() {
    int equal = 0;
    for (int round = 0; round < ROUNDS; round++) {
      JsonNode one = node(1);
      JsonNode other = random.nextInt(4) == 0 ? reordered(one) : node(1);
      assertThat(ours(one).equalsAsJson(ours(other)))
          .as("%s = %s", one, other)
          .isEqualTo(one.equals(other));
      equal += one.equals(other) ? 1 : 0;
    }
    assertThat(equal).as("a mix of both kinds").isBetween(ROUNDS / 5, ROUNDS * 4 / 5);
  }

  private static JsonNode reordered(JsonNode node) {
    if (!node.isObject()) {
      return node;
    }
    ObjectNode result = NODES.objectNode();
    node.properties().stream()
        .sorted(Map.Entry.<String, JsonNode>comparingByKey().reversed())
        .forEach(member -> result.set(member.getKey(), member.getValue()));
    return result;
  }
}
