package dev.etagere.server.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.etagere.server.query.QueryField;
import dev.etagere.server.store.mongo.member.MemberFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The scripts for a new MongoDB say the same as the code. */
final class MongoInitTest {
  private static final Path ROOT = root();

  @Test
  void indexes_ofTheScripts_areThoseOfTheCode() throws IOException {
    JsonNode indexes = names().get("indexes");

    assertThat(indexes).hasSize(3);
    List<QueryField> listed = List.of(QueryField.Own.CREATED_AT, QueryField.Own.MODIFIED_AT);
    for (int i = 0; i < listed.size(); i++) {
      JsonNode index = indexes.get(i + 1);
      assertThat(index.fieldNames()).toIterable().containsExactlyInAnyOrder("name", "key");
      assertThat(index.get("name").asText()).isEqualTo(MemberFields.indexNameOf(listed.get(i)));
      assertThat(BsonDocument.parse(index.get("key").toString()))
          .isEqualTo(MemberFields.indexOf(listed.get(i)));
    }
    assertThat(indexes.get(0).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("name", "key", "expireAfterSeconds");
    assertThat(indexes.get(0).get("name").asText()).isEqualTo(PurgeIndex.NAME);
    assertThat(indexes.get(0).get("expireAfterSeconds").asLong())
        .isEqualTo(PurgeIndex.EXPIRE_AFTER_SECONDS);
    assertThat(BsonDocument.parse(indexes.get(0).get("key").toString()))
        .isEqualTo(PurgeIndex.key());
  }

  @Test
  void rights_ofTheUser_areThoseOfTheCommandsInUse() throws IOException {
    assertThat(names().get("actions"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder("find", "insert", "update", "remove", "listIndexes");
  }

  @Test
  void scripts_inTheFolder_areTheOnesThatTheReadmeNamesInOrder() throws IOException {
    String readme = read("README.md");
    try (Stream<Path> files = Files.list(ROOT.resolve("mongo-init"))) {
      List<String> scripts =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".js"))
              .sorted()
              .toList();

      assertThat(scripts)
          .containsExactly("00-replica-set.js", "10-collections.js", "20-user.js")
          .allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"10-collections.js", "20-user.js"})
  void script_takesItsNamesFromTheSharedFile(String script) throws IOException {
    assertThat(read(script))
        .contains("/etagere.json", "names.database")
        .doesNotContain(PurgeIndex.NAME)
        .doesNotContain(Field.PURGE_AT);
  }

  @Test
  void userScript_takesThePasswordFromTheEnvironmentOnly() throws IOException {
    assertThat(read("20-user.js"))
        .contains("const password = process.env.MONGO_APP_PASSWORD;")
        .containsPattern("pwd: password,");
    assertThat(names().toString()).doesNotContainIgnoringCase("pass");
  }

  @Test
  void compose_isWellFormedAndRunsEveryScript() throws IOException {
    String text = Files.readString(ROOT.resolve("compose.yaml"));

    assertThat(new Load(LoadSettings.builder().build()).loadFromString(text)).isNotNull();
    assertThat(text).contains("00-replica-set.js", "10-collections.js", "20-user.js");
  }

  private static JsonNode names() throws IOException {
    return new ObjectMapper().readTree(read("etagere.json"));
  }

  private static String read(String file) throws IOException {
    return Files.readString(ROOT.resolve("mongo-init").resolve(file));
  }

  /** Tests run in the module's folder, and in some IDEs in the root. */
  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.isDirectory(here.resolve("mongo-init")) ? here : here.resolve("..").normalize();
  }
}
