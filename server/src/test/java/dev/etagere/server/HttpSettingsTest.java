package dev.etagere.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.etagere.server.config.ServerConfig;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.schema.Schemas;
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
}
