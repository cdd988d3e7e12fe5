package dev.etagere.server.http.describe.openapi.part;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.etagere.server.grant.Grants;
import dev.etagere.server.http.describe.Declared;
import dev.etagere.server.http.describe.Tree;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.GeneratedValue;
import dev.etagere.server.schema.JsonSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private CollectionPolicy policy(String schema) throws Exception {
    Path file = Files.writeString(folder.resolve("schema.json"), schema);
    return CollectionPolicy.DEFAULT.withSchema(JsonSchema.compile(List.of(file)));
  }

  private static Contents contents(CollectionPolicy policy) {
    return contents(policy, new Components());
  }

  private static Contents contents(CollectionPolicy policy, Components components) {
    return new Contents(
        new Declared(new CollectionName("things"), policy, Grants.OPEN), components);
  }

  private static Content written(Map<String, Object> sample) {
    return Content.wrap(Tree.json(sample));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"properties\": {\"a\": {\"const\": 7}}, \"required\": [\"a\"]}",
        "{\"properties\": {\"a\": {\"enum\": [\"x\", \"y\"]}}, \"required\": [\"a\"]}",
        "{\"properties\": {\"a\": {\"type\": \"integer\", \"minimum\": 40}}, \"required\": [\"a\"]}",
        "{\"properties\": {\"a\": {\"type\": \"number\", \"exclusiveMinimum\": 1.5}}}",
        "{\"properties\": {\"a\": {\"type\": \"string\", \"minLength\": 9, \"maxLength\": 12}}}",
        "{\"properties\": {\"a\": {\"type\": \"string\", \"maxLength\": 2}}}",
        "{\"properties\": {\"a\": {\"type\": [\"boolean\", \"null\"]}}, \"required\": [\"a\"]}",
        "{\"properties\": {\"a\": {\"format\": \"date-time\"}, \"b\": {\"format\": \"email\"}}}",
        "{\"properties\": {\"a\": {\"format\": \"uuid\"}, \"b\": {\"format\": \"duration\"}}}",
        "{\"properties\": {\"a\": {\"type\": \"array\", \"minItems\": 2,"
            + " \"items\": {\"type\": \"integer\"}}}, \"required\": [\"a\"]}",
        "{\"properties\": {\"a\": {\"properties\": {\"b\": {\"type\": \"integer\"}},"
            + " \"required\": [\"b\"]}}, \"required\": [\"a\"]}",
        "{\"properties\": {\"a\": {\"$ref\": \"#/$defs/sum\"}}, \"required\": [\"a\"],"
            + " \"$defs\": {\"sum\": {\"type\": \"integer\", \"minimum\": 3}}}",
        "{\"properties\": {\"a\": {\"oneOf\": [{\"type\": \"integer\"}, {\"type\": \"string\"}]}},"
            + " \"required\": [\"a\"]}",
        "{\"examples\": [{\"a\": \"no\"}, {\"a\": \"A-1\"}],"
            + " \"properties\": {\"a\": {\"pattern\": \"^A-\"}}, \"required\": [\"a\"]}",
        "{\"minProperties\": 1, \"properties\": {\"a\": {\"default\": \"x\"}}}"
      })
  void sample_isTakenByTheCollection(String schema) throws Exception {
    CollectionPolicy policy = policy(schema);

    Map<String, Object> sample = Objects.requireNonNull(contents(policy).sample());

    assertThat(policy.violations(written(sample))).isEmpty();
    assertThat(sample).containsKey("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"properties\": {\"a\": {\"pattern\": \"^A-[0-9]{7}$\"}}, \"required\": [\"a\"]}",
        "{\"not\": {}}",
        "{\"properties\": {\"a\": {\"const\": null}}, \"minProperties\": 9}"
      })
  void sample_whereNoneIsFound_isNoneRatherThanOneThatIsRefused(String schema) throws Exception {
    assertThat(contents(policy(schema)).sample()).isNull();
  }

  @Test
  void sample_withoutSchema_saysHello() {
    assertThat(contents(CollectionPolicy.DEFAULT).sample()).isEqualTo(Map.of("text", "Hello"));
  }

  @Test
  void posted_isWithoutWhatTheServerMakes() throws Exception {
    CollectionPolicy policy =
        policy("{\"properties\": {\"a\": {}, \"id\": {}}, \"required\": [\"a\", \"id\"]}")
            .withGenerated(ImmutableMap.of("id", GeneratedValue.UUID));
    Components components = new Components();
    Contents contents = contents(policy, components);

    assertThat(contents.sample()).containsKeys("a", "id");
    assertThat(contents.postedSample()).containsOnlyKeys("a");
    JsonNode posted = JSON.valueToTree(components.schemas().get("things.new"));
    assertThat(posted.path("required")).hasToString("[\"a\"]");
    assertThat(posted.at("/properties/id").asBoolean(true)).isFalse();
  }

  @Test
  void stored_demandsTheMembersOfTheNaturalKey() {
    Components components = new Components();
    contents(CollectionPolicy.DEFAULT.withNaturalKey(ImmutableList.of("iban")), components);

    JsonNode stored = JSON.valueToTree(components.schemas().get("things"));
    assertThat(stored.path("required")).hasToString("[\"iban\"]");
  }
}
