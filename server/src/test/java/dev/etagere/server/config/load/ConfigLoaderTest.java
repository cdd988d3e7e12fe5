package dev.etagere.server.config.load;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.etagere.server.config.Limits;
import dev.etagere.server.config.ServerConfig;
import dev.etagere.server.config.StoreConfig;
import dev.etagere.server.config.load.ConfigLoader.Arguments;
import dev.etagere.server.config.load.ConfigLoader.Loaded;
import dev.etagere.server.ledger.LedgerBounds;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.CollectionPolicy.Replay;
import dev.etagere.server.resource.GeneratedValue;
import dev.etagere.server.resource.MemberPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  private static final CollectionName NOTES = new CollectionName("notes");
  private static final CollectionName BOOKS = new CollectionName("books");

  private static final String FULL =
      """
      listen: 127.0.0.2
      port: 9090
      mongo:
        uri: mongodb://user:s3cret@h1,h2/?replicaSet=rs
        database: library
      limits:
        bodyBytes: 2MiB
        jsonDepth: 10
        headerBytes: 32KiB
        uriLength: 4096
      ledger:
        size: 8
        retention: 2d
      collections:
        notes:
          cacheControl: private, max-age=60
          tombstoneRetention: 12h
          replay: content
          ifMatchAny: false
          idempotencyKey: required
          naturalKey: [country, number]
          generated:
            token: random
            madeAt: now
            ticket: uuid
          query: [status, owner.id]
        books:
      """;

  @TempDir Path folder;

  @Test
  void load_nothingGiven_isTheDefault() throws ConfigException {
    assertThat(new ConfigLoader(Path.of("no-such-folder"), Map.of()).load(Arguments.NONE).config())
        .isEqualTo(ServerConfig.DEFAULT);
  }

  @Test
  void load_fullFile_setsEveryKey() throws Exception {
    Loaded loaded = load(file(FULL), Map.of());

    assertThat(loaded.file()).contains(folder.resolve("etagere.yaml"));
    assertThat(loaded.config())
        .isEqualTo(
            new ServerConfig(
                "127.0.0.2",
                9090,
                new StoreConfig.Mongo("mongodb://user:s3cret@h1,h2/?replicaSet=rs", "library"),
                new Limits(2 << 20, 10, 32 << 10, 4096),
                new LedgerBounds(8, Duration.ofDays(2)),
                Map.of(
                    NOTES,
                    new CollectionPolicy(
                            "private, max-age=60", Duration.ofHours(12), Replay.CONTENT, false)
                        .withKeyRequired(true)
                        .withNaturalKey(List.of("country", "number"))
                        .withGenerated(
                            ImmutableMap.of(
                                "token", GeneratedValue.RANDOM,
                                "madeAt", GeneratedValue.NOW,
                                "ticket", GeneratedValue.UUID))
                        .withQuery(List.of(MemberPath.of("status"), MemberPath.of("owner.id"))),
                    BOOKS,
                    CollectionPolicy.DEFAULT)));
  }

  @Test
  void load_allVariables_setEveryKey() throws ConfigException {
    Map<String, String> variables =
        Map.ofEntries(
            entry("ETAGERE_LISTEN", "::1"),
            entry("ETAGERE_PORT", "0"),
            entry("ETAGERE_MONGO_URI", "mongodb+srv://h.example"),
            entry("ETAGERE_MONGO_DATABASE", "library"),
            entry("ETAGERE_LIMITS_BODY_BYTES", "2"),
            entry("ETAGERE_LIMITS_JSON_DEPTH", "1"),
            entry("ETAGERE_LIMITS_HEADER_BYTES", "1KiB"),
            entry("ETAGERE_LIMITS_URI_LENGTH", "1KiB"),
            entry("ETAGERE_LEDGER_SIZE", "256"),
            entry("ETAGERE_LEDGER_RETENTION", "0s"),
            entry("ETAGERE_COLLECTIONS", "notes, books"));

    assertThat(load(Arguments.NONE, variables).config())
        .isEqualTo(
            new ServerConfig(
                "::1",
                0,
                new StoreConfig.Mongo("mongodb+srv://h.example", "library"),
                new Limits(2, 1, 1024, 1024),
                new LedgerBounds(256, Duration.ZERO),
                Map.of(NOTES, CollectionPolicy.DEFAULT, BOOKS, CollectionPolicy.DEFAULT)));
  }

  @Test
  void load_options_setTheirKeys() throws ConfigException {
    var options = Map.of(Setting.LISTEN, "localhost", Setting.PORT, "1", Setting.DATA, "elsewhere");

    ServerConfig config =
        load(new Arguments(Optional.empty(), options, List.of("books")), Map.of()).config();

    assertThat(config)
        .isEqualTo(
            new ServerConfig(
                "localhost",
                1,
                new StoreConfig.Embedded(folder.resolve("elsewhere")),
                Limits.DEFAULT,
                LedgerBounds.DEFAULT,
                Map.of(BOOKS, CollectionPolicy.DEFAULT)));
  }

  @Test
  void load_sameKeyEverywhere_optionWinsOverVariableOverFile() throws Exception {
    Arguments file = file("{listen: 127.0.0.4, port: 1, limits: {jsonDepth: 1}}");
    var arguments = new Arguments(file.file(), Map.of(Setting.PORT, "3"), List.of());
    var variables = Map.of("ETAGERE_PORT", "2", "ETAGERE_LISTEN", "127.0.0.3");

    ServerConfig config = load(arguments, variables).config();

    assertThat(config.port()).isEqualTo(3);
    assertThat(config.listen()).isEqualTo("127.0.0.3");
    assertThat(config.limits().jsonDepth()).isEqualTo(1);
  }

  @Test
  void load_storeNamedTwice_strongerSourceWins() throws Exception {
    Arguments file = file("mongo: {uri: 'mongodb://h', database: library}");
    var data = new Arguments(file.file(), Map.of(Setting.DATA, "d"), List.of());
    var variables = Map.of("ETAGERE_DATA", "v");
    var uri = new Arguments(Optional.empty(), Map.of(Setting.MONGO_URI, "mongodb://o"), List.of());

    assertThat(load(data, Map.of()).config().store())
        .isEqualTo(new StoreConfig.Embedded(folder.resolve("d")));
    Files.delete(folder.resolve("etagere.yaml"));
    assertThat(load(uri, variables).config().store())
        .isEqualTo(new StoreConfig.Mongo("mongodb://o", "etagere"));
  }

  @Test
  void load_databaseInFileAndUriInVariable_areJoined() throws Exception {
    Arguments file = file("mongo: {database: library}");

    assertThat(load(file, Map.of("ETAGERE_MONGO_URI", "mongodb://h")).config().store())
        .isEqualTo(new StoreConfig.Mongo("mongodb://h", "library"));
  }

  @Test
  void load_collectionOfTheFileNamedAgain_keepsItsPolicy() throws Exception {
    Arguments file = file("collections: {notes: {ifMatchAny: false}}");
    var arguments = new Arguments(file.file(), Map.of(), List.of("notes", "books"));

    Map<CollectionName, CollectionPolicy> collections =
        load(arguments, Map.of()).config().collections();

    assertThat(collections).containsOnlyKeys(BOOKS, NOTES);
    assertThat(collections.get(NOTES)).extracting(CollectionPolicy::ifMatchAny).isEqualTo(false);
  }

  @Test
  void load_fileInWorkingFolder_isReadUnasked() throws Exception {
    file("port: 7");

    Loaded loaded = load(Arguments.NONE, Map.of());

    assertThat(loaded.config().port()).isEqualTo(7);
    assertThat(loaded.file()).contains(folder.resolve("etagere.yaml"));
  }

  @Test
  void load_fileNamed_winsOverTheOneInTheWorkingFolder() throws Exception {
    file("port: 7");
    Files.writeString(folder.resolve("b.yaml"), "port: 8");
    Files.writeString(folder.resolve("c.yaml"), "port: 9");
    var option = new Arguments(Optional.of("c.yaml"), Map.of(), List.of());
    var variable = Map.of("ETAGERE_CONFIG", "b.yaml");

    assertThat(load(Arguments.NONE, variable).config().port()).isEqualTo(8);
    assertThat(load(option, variable).config().port()).isEqualTo(9);
  }

  @Test
  void load_relativeDataInFile_startsFromTheFile() throws Exception {
    Path sub = Files.createDirectory(folder.resolve("sub"));
    Files.writeString(sub.resolve("e.yaml"), "data: d");
    var arguments = new Arguments(Optional.of("sub/e.yaml"), Map.of(), List.of());

    assertThat(load(arguments, Map.of()).config().store())
        .isEqualTo(new StoreConfig.Embedded(sub.resolve("d")));
  }

  @Test
  void load_emptySectionsAndFile_areTheDefaults() throws Exception {
    for (String text : List.of("", "# nothing\n", "---\n", "limits:\ncollections:\n", "\uFEFF{}")) {
      assertThat(load(file(text), Map.of()).config()).isEqualTo(ServerConfig.DEFAULT);
    }
  }

  @Test
  void load_alias_isFollowed() throws Exception {
    Arguments file = file("collections:\n  notes: &strict {ifMatchAny: false}\n  books: *strict\n");

    assertThat(load(file, Map.of()).config().collections().values())
        .hasSize(2)
        .noneMatch(CollectionPolicy::ifMatchAny);
  }

  @Test
  void load_variablesOfOthers_areLeftAlone() throws ConfigException {
    Map<String, String> variables =
        Map.ofEntries(
            entry("PORT", "x"),
            entry("ETAGERE_LISTEN", ""),
            entry("ETAGERE_JAVA_OPTS", "-Xmx1g"),
            entry("ETAGERE_TEST_MONGO_URI", "mongodb://h"),
            entry("ETAGERE_PORT", "tcp://10.0.0.1:8080"),
            entry("ETAGERE_SERVICE_HOST", "10.0.0.1"),
            entry("ETAGERE_SERVICE_PORT", "8080"),
            entry("ETAGERE_SERVICE_PORT_HTTP", "8080"),
            entry("ETAGERE_PORT_8080_TCP", "tcp://10.0.0.1:8080"),
            entry("ETAGERE_PORT_8080_TCP_ADDR", "10.0.0.1"),
            entry("ETAGERE_DB_PORT", "tcp://10.0.0.2:27017"));

    assertThat(new ConfigLoader(Path.of("no-such-folder"), variables).load(Arguments.NONE).config())
        .isEqualTo(ServerConfig.DEFAULT);
  }

  private Loaded load(Arguments arguments, Map<String, String> variables) throws ConfigException {
    return new ConfigLoader(folder, variables).load(arguments);
  }

  private Arguments file(String text) throws IOException {
    Files.writeString(folder.resolve("etagere.yaml"), text);
    return new Arguments(Optional.of("etagere.yaml"), Map.of(), List.of());
  }
}
