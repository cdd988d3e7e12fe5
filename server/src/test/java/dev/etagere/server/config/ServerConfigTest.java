package dev.etagere.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.etagere.server.ledger.LedgerBounds;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.CollectionPolicy.Replay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerConfigTest {
  private static final CollectionName NOTES = new CollectionName("notes");

  @Test
  void default_asked_isWhatTheDocumentationSays() {
    ServerConfig config = ServerConfig.DEFAULT;

    assertThat(config.listen()).isEqualTo("127.0.0.1");
    assertThat(config.port()).isEqualTo(8080);
    assertThat(config.store()).isEqualTo(new StoreConfig.Embedded(Path.of("data")));
    assertThat(config.limits()).isEqualTo(new Limits(1_048_576, 64, 16_384, 8_192));
    assertThat(config.ledgers()).isEqualTo(new LedgerBounds(32, Duration.ofHours(24)));
    assertThat(config.collections()).isEqualTo(Map.of(NOTES, CollectionPolicy.DEFAULT));
  }

  @Test
  void with_eachPart_changesOnlyThisPart() {
    var mongo = new StoreConfig.Mongo("mongodb://h", "d");
    var limits = new Limits(2, 1, 1024, 1024);
    var ledgers = new LedgerBounds(1, Duration.ZERO);
    var books = Map.of(new CollectionName("books"), CollectionPolicy.DEFAULT);

    ServerConfig config =
        ServerConfig.DEFAULT
            .withPort(0)
            .withStore(mongo)
            .withLimits(limits)
            .withLedgers(ledgers)
            .withCollections(books);

    assertThat(config).isEqualTo(new ServerConfig("127.0.0.1", 0, mongo, limits, ledgers, books));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void port_outOfRange_isRefused(int port) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerConfig.DEFAULT.withPort(port))
        .withMessageContaining("0 to 65535");
  }

  @Test
  void collections_empty_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerConfig.DEFAULT.withCollections(Map.of()));
  }

  @Test
  void listen_empty_isRefused() {
    ServerConfig any = ServerConfig.DEFAULT;

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ServerConfig(
                    "", 0, any.store(), any.limits(), any.ledgers(), any.collections()));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 64, 16384, 8192",
    "8388609, 64, 16384, 8192",
    "2, 0, 16384, 8192",
    "2, 91, 16384, 8192",
    "2, 64, 1023, 8192",
    "2, 64, 65537, 8192",
    "2, 64, 16384, 1023",
    "2, 64, 16384, 32769",
  })
  void limits_oneOutOfBounds_areRefused(int body, int depth, int header, int uri) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Limits(body, depth, header, uri));
  }

  @Test
  void weakenedPromises_default_areNone() {
    assertThat(ServerConfig.DEFAULT.weakenedPromises()).isEmpty();
  }

  @Test
  void weakenedPromises_replayContent_namesCollectionAndRemedy() {
    var policy = new CollectionPolicy("no-cache", Duration.ofDays(1), Replay.CONTENT, true);

    assertThat(ServerConfig.DEFAULT.withCollections(Map.of(NOTES, policy)).weakenedPromises())
        .singleElement()
        .asString()
        .contains("'notes'", "replay: content", "replay: key");
  }

  @Test
  void weakenedPromises_shortRetention_namesCollectionAndRemedy() {
    var policy = new CollectionPolicy("no-cache", Duration.ofMinutes(59), Replay.KEY, true);

    assertThat(ServerConfig.DEFAULT.withCollections(Map.of(NOTES, policy)).weakenedPromises())
        .singleElement()
        .asString()
        .contains("'notes'", "PT59M", "at least 1h");
  }
}
