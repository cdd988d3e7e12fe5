package dev.etagere.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.etagere.server.config.Capacity;
import dev.etagere.server.config.Deadlines;
import dev.etagere.server.config.ServerConfig;
import dev.etagere.server.http.grizzly.GrizzlySettings;
import dev.etagere.server.http.grizzly.guard.ConnectionLimits;
import dev.etagere.server.http.grizzly.guard.WaitingLimits;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.schema.Schemas;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpSettingsTest {
  private static final ServerConfig CONFIG =
      new ServerConfig(
          ServerConfig.DEFAULT.listen(),
          0,
          ServerConfig.DEFAULT.store(),
          ServerConfig.DEFAULT.limits(),
          ServerConfig.DEFAULT.ledgers(),
          ImmutableMap.of(
              new CollectionName("notes"),
              CollectionPolicy.DEFAULT,
              new CollectionName("invoices"),
              CollectionPolicy.DEFAULT.withSchema(Schemas.invoices())),
          ServerConfig.DEFAULT.network(),
          ServerConfig.DEFAULT.management(),
          null);

  @ParameterizedTest
  @CsvSource({
    "/v1/notes/a, true",
    "/v1/notes/a/b, true",
    "/v1/notes/, true",
    "/v1/notes, false",
    "/v1/%6Eotes/a, false",
    "/v1/none/a, false",
    "/v1/invoices/a, false",
    "/v1/, false",
    "/notes/a/b, false",
    "/, false"
  })
  void quickPaths_areThoseOfResourcesWithoutSchema(String path, boolean quick) {
    Predicate<String> paths = HttpSettings.quickPaths(CONFIG);

    assertThat(paths.test(path)).isEqualTo(quick);
  }

  @Test
  void of_anotherStore_hasNoQuickPaths() throws Exception {
    assertThat(HttpSettings.of(CONFIG, true).quickPaths().test("/v1/notes/a")).isTrue();
    assertThat(HttpSettings.of(CONFIG, false).quickPaths().test("/v1/notes/a")).isFalse();
  }

  @Test
  void of_deadlinesAndCapacity_reachTheServer() throws Exception {
    Deadlines deadlines =
        new Deadlines(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofSeconds(4),
            5,
            Duration.ofSeconds(6),
            Duration.ofSeconds(7));
    Capacity capacity = new Capacity(8, 9, OptionalInt.of(2 << 20), OptionalInt.of(3 << 20));
    ServerConfig config =
        CONFIG.withNetwork(CONFIG.network().withConnections(10, 11).with(deadlines, capacity));

    GrizzlySettings settings = HttpSettings.of(config, true);

    assertThat(settings.connections())
        .isEqualTo(
            new ConnectionLimits(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                5,
                10,
                11,
                CONFIG.limits().bodyBytes(),
                2 << 20,
                3 << 20));
    assertThat(settings.waiting())
        .isEqualTo(new WaitingLimits(9, Duration.ofSeconds(6), Duration.ofSeconds(7)));
    assertThat(settings.workerThreads()).isEqualTo(8);
  }

  @Test
  void of_defaults_areThoseOfTheServer() throws Exception {
    GrizzlySettings settings = HttpSettings.of(ServerConfig.DEFAULT, true);

    assertThat(settings.connections()).isEqualTo(ConnectionLimits.DEFAULT);
    assertThat(settings.waiting()).isEqualTo(WaitingLimits.DEFAULT);
    assertThat(settings.workerThreads()).isEqualTo(GrizzlySettings.of("h", 0).workerThreads());
  }
}
