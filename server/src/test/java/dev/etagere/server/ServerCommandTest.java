package dev.etagere.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.auth.key.ApiKey;
import dev.etagere.server.config.ServerConfig;
import dev.etagere.server.config.StoreConfig;
import dev.etagere.server.config.load.ConfigLoader;
import dev.etagere.server.config.load.Setting;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.store.StoreOpenException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerCommandTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<ServerConfig> started = new ArrayList<>();
  private final List<RunningServer> served = new ArrayList<>();

  @Test
  void run_withoutArguments_startsTheDefaultAndServesIt() {
    assertThat(run()).isZero();

    assertThat(started).hasSize(1);
    assertThat(started.get(0)).isEqualTo(ServerConfig.DEFAULT);
    assertThat(served).hasSize(1);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void run_started_saysAddressStoreFolderAndCurl() {
    run("--port", "9090", "--data", "my data");

    assertThat(out.toString().lines())
        .containsExactly(
            "Etagere listens on http://127.0.0.1:9090/",
            "Store: a store of the test",
            "Data folder: " + folder.resolve("my data"),
            "Try it, in another terminal:",
            "  curl -i -X POST -H 'Content-Type: application/json' -d '{\"text\":\"Hello\"}'"
                + " http://127.0.0.1:9090/v1/notes",
            "Stop it with Ctrl+C.");
  }

  @Test
  void run_startedFromFileWithoutNotes_saysFileAndOffersACollectionThatExists() throws IOException {
    Files.writeString(folder.resolve("etagere.yaml"), "collections: {books: }");

    run("--mongo-uri", "mongodb://u:s3cret@h");

    assertThat(out.toString())
        .contains("Configuration: " + folder.resolve("etagere.yaml"))
        .contains("/v1/books")
        .doesNotContain("Data folder", "s3cret");
  }

  @Test
  void run_startedWithKeys_offersARequestWithOne() throws IOException {
    Files.writeString(
        folder.resolve("etagere.yaml"),
        "auth: {keys: {ann: '%s'}}".formatted(ApiKey.create(RANDOM).hash(RANDOM)));

    run("--config", "etagere.yaml");

    assertThat(out.toString()).contains("curl -i -X POST -H \"Authorization: Bearer $KEY\" -H ");
  }

  @Test
  void run_everyOption_reachesTheServer() {
    run(
        "--listen=::1",
        "--port=0",
        "--mongo-uri=mongodb://h",
        "--mongo-database=library",
        "--collection=books",
        "--collection=notes");

    ServerConfig config = started.get(0);
    assertThat(config.listen()).isEqualTo("::1");
    assertThat(config.port()).isZero();
    assertThat(config.store()).isEqualTo(new StoreConfig.Mongo("mongodb://h", "library"));
    assertThat(config.collections())
        .containsOnlyKeys(new CollectionName("books"), new CollectionName("notes"));
  }

  @Test
  void run_configOption_readsTheFile() throws IOException {
    Files.writeString(folder.resolve("other.yaml"), "port: 7");

    run("--config", "other.yaml");

    assertThat(started.get(0).port()).isEqualTo(7);
  }

  @Test
  void run_argumentThatBeginsWithAt_isNoFileOfOptions() throws IOException {
    Files.writeString(folder.resolve("x"), "--port 1");

    run("--data", "@x");

    assertThat(started.get(0).store()).isEqualTo(new StoreConfig.Embedded(folder.resolve("@x")));
  }

  @Test
  void run_mistakes_printsAllAndEndsWith2() {
    assertThat(run("--port", "x", "--listen", "a b", "--config", "none.yaml")).isEqualTo(2);

    assertThat(err.toString()).contains("none.yaml: ", "--port: ", "--listen: ");
    assertThat(started).isEmpty();
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--prot", "--port", "surplus"})
  void run_misused_saysSoAndEndsWith2(String argument) {
    assertThat(run(argument)).isEqualTo(2);

    assertThat(err.toString()).contains(argument, "--help").doesNotContain("\tat ");
  }

  @Test
  void run_sameOptionTwice_endsWith2() {
    assertThat(run("--port", "1", "--port", "2")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mongodb://u:s3cret@h",
        "--mongo-url=mongodb://u:s3cret@h",
        "-mongodb://u:s3cret@h",
        "-hmongodb://u:s3cret@h",
      })
  void run_misusedWithUri_doesNotShowThePassword(String argument) {
    assertThat(run(argument)).isNotNegative();

    assertThat(err + "" + out).doesNotContain("s3cret");
  }

  @Test
  void run_help_namesEverySettingWithDefaultAndVariable() {
    assertThat(run("--help")).isZero();

    String help = out.toString().replaceAll("\\s+", " ");
    assertThat(help).contains("--config=FILE", "--collection=NAME", "--version");
    for (Setting setting : Setting.values()) {
      assertThat(help).contains(setting.variable(), "(default: " + setting.defaultText());
      setting.option().ifPresent(option -> assertThat(help).contains(option + "="));
    }
    assertThat(started).isEmpty();
  }

  @Test
  void run_version_saysIt() {
    assertThat(run("--version")).isZero();

    assertThat(out.toString()).startsWith("etagere ").contains("Java " + Runtime.version());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Address already in use          | Another program listens there",
        "Cannot assign requested address | no such address",
        "Permission denied               | from 1024 on",
        "Something new                   | Something new",
      })
  void run_cannotListen_saysWhyAndEndsWith1(String reason, String told) {
    int code =
        run(
            config -> {
              throw new IllegalStateException("wrapped", new BindException(reason));
            });

    assertThat(code).isEqualTo(1);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("Cannot listen on 127.0.0.1, port 8080. ")
        .contains(told);
  }

  @Test
  void run_unknownName_saysSoAndEndsWith1() {
    assertThat(
            run(
                config -> {
                  throw new UnknownHostException("h");
                }))
        .isEqualTo(1);

    assertThat(err.toString()).contains("no address", "--listen");
  }

  @Test
  void run_storeCannotBeOpened_saysItsMessageAndEndsWith1() {
    int code =
        run(
            config -> {
              throw new StoreOpenException("The data folder is on fire.", null);
            });

    assertThat(code).isEqualTo(1);
    assertThat(err.toString().trim()).isEqualTo("The data folder is on fire.");
    assertThat(out.toString()).isEmpty();
    assertThat(served).isEmpty();
  }

  @Test
  void run_unforeseenFailure_saysOneLineWithoutSecretsAndEndsWith1() {
    int code =
        run(
            config -> {
              throw new IllegalStateException("no mongodb://u:s3cret@h");
            });

    assertThat(code).isEqualTo(1);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .contains("IllegalStateException")
        .doesNotContain("s3cret");
  }

  private int run(String... args) {
    return run(
        config -> {
          started.add(config);
          return new RecordingServer(config);
        },
        args);
  }

  private int run(Launcher launcher, String... args) {
    Path working = args.length == 0 ? Path.of("") : folder;
    return new ServerCommand(
            new ConfigLoader(working, Map.of()),
            launcher,
            (server, ready) -> {
              ready.run();
              served.add(server);
            },
            new PrintWriter(out, true),
            new PrintWriter(err, true))
        .run(args);
  }
}
