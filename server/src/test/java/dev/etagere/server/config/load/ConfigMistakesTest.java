package dev.etagere.server.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.etagere.server.config.load.ConfigLoader.Arguments;
import dev.etagere.server.config.text.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigMistakesTest {
  @TempDir Path folder;

  @Test
  void mistakes_ofAllSources_areToldAtOnce() throws IOException {
    file("port: 70000\nlisen: h\ncollections:\n  Notes:\n  books: {replay: maybe}\n");
    var options = new Arguments(Optional.empty(), Map.of(Setting.PORT, "x"), List.of("also bad"));

    assertThat(mistakes(options, Map.of("ETAGERE_PROT", "1", "ETAGERE_PORT", "-1")))
        .map(Mistake::toString)
        .containsExactly(
            "etagere.yaml:2: lisen: There is no such key. Did you mean listen?",
            "etagere.yaml:4: collections: 'Notes' is no collection name."
                + " Give 1 to 63 of a-z, 0-9 and '-', the first one a letter.",
            "etagere.yaml:5: collections.books.replay: 'maybe' is not known."
                + " Give key or content.",
            "etagere.yaml:1: port: '70000' is out of range. Give a whole number from 0 to 65535.",
            "ETAGERE_PROT: There is no such variable. Did you mean ETAGERE_PORT?",
            "ETAGERE_PORT: port: '-1' is out of range. Give a whole number from 0 to 65535.",
            "--collection: collections: 'also bad' is no collection name."
                + " Give 1 to 63 of a-z, 0-9 and '-', the first one a letter.",
            "--port: port: 'x' is no whole number. Give a whole number from 0 to 65535.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[port]                               |                        | must be a mapping",
        "port                                 |                        | must be a mapping",
        "port: [1]                            | port                   | single value",
        "port: {a: 1}                         | port                   | single value",
        "port:                                | port                   | no value",
        "port: 0x50                           | port                   | no whole number",
        "{port: 1, port: 2}                   | port                   | twice",
        "{collections: {a: , a: }}            | collections.a          | twice",
        "limits: 5                            | limits                 | must be a mapping",
        "limits: {bodybytes: 5}               | limits.bodybytes       | no such key",
        "limits: {bodyBytes: 9MiB}            | limits.bodyBytes       | out of range",
        "limits: {jsonDepth: 91}              | limits.jsonDepth       | out of range",
        "limits: {headerBytes: 1}             | limits.headerBytes     | out of range",
        "limits: {uriLength: 64KiB}           | limits.uriLength       | out of range",
        "collections: [notes]                 | collections            | must be a mapping",
        "collections: {a: 5}                  | collections.a          | must be a mapping",
        "collections: {a: {ifMatchAny: yes}}  | collections.a.ifMatchAny | neither true nor false",
        "collections: {a: {cacheControl: ''}} | collections.a.cacheControl | no Cache-Control",
        "collections: {a: {tombstoneRetention: 5}} | collections.a.tombstoneRetention | no duration",
        "ledger: {size: 257}                  | ledger.size            | out of range",
        "ledger: {retention: soon}            | ledger.retention       | no duration",
        "collections: {a: {idempotencyKey: yes}} | collections.a.idempotencyKey | not known",
        "collections: {a: {naturalKey: ['']}} | collections.a.naturalKey | is empty",
        "collections: {a: {naturalKey: [b, b]}} | collections.a.naturalKey | named twice",
        "collections: {a: {naturalKey: [[b]]}} | collections.a.naturalKey | single value",
        "collections: {a: {query: [a..b]}}   | collections.a.query     | no path to a member",
        "collections: {a: {query: [$where]}} | collections.a.query     | no path to a member",
        "collections: {a: {query: [id]}}     | collections.a.query     | server itself keeps",
        "collections: {a: {query: [b, b]}}   | collections.a.query     | named twice",
        "collections: {a: {generated: [b]}}   | collections.a.generated | must be a mapping",
        "collections: {a: {generated: {b: id}}} | collections.a.generated | not known",
        "collections: {a: {generated: {b: now}, naturalKey: b}} | collections.a.naturalKey | named twice",
        "collections: {a: {replays: key}}     | collections.a.replays  | no such key",
        "collections: &a {b: *a}              | collections.b.b        | no such key",
        "{a: &a {port: 1}, <<: *a}            | <<                     | no such key",
        "{[a]: 1}                             |                        | plain text",
        "{data: d, mongo: {uri: 'mongodb://h'}} | data                 | Both",
        "{data: d, mongo: {database: d}}      | data                   | Both",
        "mongo: {database: d}                 | mongo.database         | no MongoDB",
        "mongo: {uri: h}                      | mongo.uri              | no connection string",
        "'port: \"1'                          |                        | no YAML",
        "port: *a                             |                        | no YAML",
        "'a: b: c'                            |                        | no YAML",
        "'a: @b'                              |                        | no YAML",
      })
  void file_withMistake_isToldWithLineAndKey(String text, String key, String problem)
      throws IOException {
    file("# a comment\n" + text);

    assertThat(mistakes(Arguments.NONE, Map.of()))
        .anySatisfy(
            mistake -> {
              assertThat(mistake.origin()).startsWith("etagere.yaml:2");
              assertThat(mistake.key()).isEqualTo(key == null ? "" : key);
              assertThat(mistake.problem()).contains(problem);
              assertThat(mistake.remedy()).isNotEmpty();
            });
  }

  @Test
  void file_severalDocuments_isNoYaml() throws IOException {
    file("port: 1\n---\nport: 2\n");

    assertThat(only(mistakes(Arguments.NONE, Map.of())).problem()).contains("no YAML");
  }

  @Test
  void file_nestedEndlessly_isRefused() throws IOException {
    file("port: " + "[".repeat(100_000));

    assertThat(only(mistakes(Arguments.NONE, Map.of())).problem()).contains("nesting");
  }

  @Test
  void file_billionLaughs_isRefusedWithoutExpansion() throws IOException {
    var text = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i <= 40; i++) {
      text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    file(text.toString());

    assertThat(mistakes(Arguments.NONE, Map.of())).isNotEmpty();
  }

  @Test
  void file_tooLarge_isRefused() throws IOException {
    file("#" + "x".repeat(1 << 20));

    assertThat(only(mistakes(Arguments.NONE, Map.of())).problem()).contains("larger than 1MiB");
  }

  @Test
  void file_notUtf8_isRefused() throws IOException {
    Files.write(folder.resolve("etagere.yaml"), new byte[] {'a', ':', (byte) 0xE9});

    assertThat(only(mistakes(Arguments.NONE, Map.of())).problem()).contains("not UTF-8");
  }

  @Test
  void file_binary_isRefused() throws IOException {
    Files.write(folder.resolve("etagere.yaml"), new byte[] {0, 1, 2});

    assertThat(only(mistakes(Arguments.NONE, Map.of())).problem()).contains("no YAML");
  }

  @Test
  void file_missingOrFolder_isToldByName() throws IOException {
    Files.createDirectory(folder.resolve("sub"));

    Mistake missing = only(mistakes(config("missing.yaml"), Map.of()));
    Mistake directory = only(mistakes(Arguments.NONE, Map.of("ETAGERE_CONFIG", "sub")));

    assertThat(missing.toString()).startsWith("missing.yaml: There is no such file");
    assertThat(directory.toString()).startsWith("sub: This is a folder");
  }

  @Test
  void file_unreadable_isToldByName() throws IOException {
    file("port: 1");
    Path path = folder.resolve("etagere.yaml");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
    Assumptions.assumeFalse(Files.isReadable(path), "root reads every file");

    assertThat(only(mistakes(Arguments.NONE, Map.of())).problem()).contains("must not be read");
  }

  @Test
  void file_noPath_isTold() {
    assertThat(only(mistakes(config("a\0b"), Map.of())).toString())
        .startsWith("--config: 'a?b' is no path");
  }

  @Test
  void data_besideMongoInTheVariables_isRefused() {
    var variables = Map.of("ETAGERE_DATA", "d", "ETAGERE_MONGO_URI", "mongodb://u:s3cret@h");

    assertThat(only(mistakes(Arguments.NONE, variables)).toString())
        .startsWith("ETAGERE_DATA: data: Both")
        .contains("ETAGERE_MONGO_URI");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "listen: mongodb://u:s3cret@h",
        "port: mongodb://u:s3cret@h",
        "data: mongodb://u:s3cret@h",
        "mongo: mongodb://u:s3cret@h",
        "mongo: {url: 'mongodb://u:s3cret@h'}",
        "mongo: {uri: 'http://u:s3cret@h'}",
        "mongo: {uri: 'mongodb://u:s3cret@h', database: 'mongodb://u:s3cret@h'}",
        "mongodb://u:s3cret@h: 1",
        "mongo: {uri: \"mongodb://u:s3cret@h}",
        "collections: {'mongodb://u:s3cret@h': {}}",
        "collections: {a: {'mongodb://u:s3cret@h': 1}}",
        "collections: {a: {cacheControl: 'mongodb://u:s3cret@h'}}",
        "{'mongodb://u:s3cret@h': 1, 'mongodb://u:s3cret@h': 2}",
      })
  void mistake_aboutPassword_doesNotShowIt(String text) throws IOException {
    file(text);

    assertThat(mistakes(Arguments.NONE, Map.of()).toString()).doesNotContain("s3cret");
  }

  private static Mistake only(List<Mistake> mistakes) {
    assertThat(mistakes).hasSize(1);
    return mistakes.get(0);
  }

  private static Arguments config(String file) {
    return new Arguments(Optional.of(file), Map.of(), List.of());
  }

  private List<Mistake> mistakes(Arguments arguments, Map<String, String> variables) {
    ConfigException thrown =
        catchThrowableOfType(
            ConfigException.class, () -> new ConfigLoader(folder, variables).load(arguments));
    assertThat(thrown).as("mistakes were expected").isNotNull();
    assertThat(thrown).hasMessageContaining(thrown.mistakes().get(0).toString());
    return thrown.mistakes();
  }

  private void file(String text) throws IOException {
    Files.writeString(folder.resolve("etagere.yaml"), text);
  }
}
