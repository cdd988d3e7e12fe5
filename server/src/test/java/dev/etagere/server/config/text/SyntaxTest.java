package dev.etagere.server.config.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.etagere.server.resource.CollectionPolicy.Replay;
import java.nio.file.Path;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "0.0.0.0, 0.0.0.0",
    "::1, ::1",
    "[::1], ::1",
    "localhost, localhost",
    "my_host.example, my_host.example",
  })
  void listenAddress_addressOrName_isRead(String text, String address)
      throws InvalidValueException {
    assertThat(Syntax.listenAddress(text)).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0.0.0.0:80", "http://h", "*", "1.2.3", "999.1.1.1", "a b", "[1.2.3.4", ":80"})
  void listenAddress_otherwise_isRefused(String text) {
    refused(() -> Syntax.listenAddress(text));
  }

  @Test
  void folder_relative_startsFromTheBase() throws InvalidValueException {
    assertThat(Syntax.folder("data", Path.of("base"))).isEqualTo(Path.of("base", "data"));
    assertThat(Syntax.folder("/data", Path.of("base"))).isEqualTo(Path.of("/data"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mongodb://u:p@h", "a\0b", "~/data", ""})
  void folder_uriOrNoPath_isRefused(String text) {
    refused(() -> Syntax.folder(text, Path.of("")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mongodb://h", "mongodb://u:p@h:27017/db?w=1", "mongodb+srv://h.example"})
  void mongoUri_wellFormed_isRead(String text) throws InvalidValueException {
    assertThat(Syntax.mongoUri(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "h:27017", "mongodb://", "mongodb:///db", "http://u:s3cret@h", "s3cret"})
  void mongoUri_otherwise_isRefusedUnshown(String text) {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> Syntax.mongoUri(text))
        .satisfies(e -> assertThat(e.at("o", "k").toString()).doesNotContain("s3cret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"etagere", "my-db_1", "Ä"})
  void databaseName_allowed_isRead(String text) throws InvalidValueException {
    assertThat(Syntax.databaseName(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", "a/b", "a b", "a$", "a\0", "admin", "local", "config"})
  void databaseName_otherwise_isRefused(String text) {
    refused(() -> Syntax.databaseName(text));
  }

  @Test
  void databaseName_64Bytes_isRefused() throws InvalidValueException {
    assertThat(Syntax.databaseName("ä".repeat(31) + "a")).hasSize(32);
    refused(() -> Syntax.databaseName("ä".repeat(32)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-cache",
        "private, max-age=60",
        "no-store,x",
        "private=\"set-cookie\", a=\"\\\"\""
      })
  void cacheControl_directives_areRead(String text) throws InvalidValueException {
    assertThat(Syntax.cacheControl(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a,", "a b", "a\r\nX: y", "a=\"b", "a==b", "ä"})
  void cacheControl_otherwise_isRefused(String text) {
    refused(() -> Syntax.cacheControl(text));
  }

  @Test
  void cacheControl_endless_isRefused() {
    refused(() -> Syntax.cacheControl("a=\"" + "x".repeat(1_000_000) + "\""));
  }

  @Test
  void words_exact_areRead() throws InvalidValueException {
    assertThat(Syntax.replay("key")).isEqualTo(Replay.KEY);
    assertThat(Syntax.replay("content")).isEqualTo(Replay.CONTENT);
    assertThat(Syntax.truth("true")).isTrue();
    assertThat(Syntax.truth("false")).isFalse();
    assertThat(Syntax.collectionName("notes").value()).isEqualTo("notes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "KEY", "yes", "True", "on"})
  void words_others_areRefused(String text) {
    refused(() -> Syntax.replay(text));
    refused(() -> Syntax.truth(text));
    refused(() -> Syntax.collectionName(text.toUpperCase(Locale.ROOT)));
  }

  private static void refused(ThrowingCallable reading) {
    assertThatExceptionOfType(InvalidValueException.class).isThrownBy(reading);
  }
}
