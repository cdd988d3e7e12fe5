package dev.etagere.server.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  private static final List<String> KNOWN = List.of("port", "listen", "tombstoneRetention");

  @ParameterizedTest
  @CsvSource({
    "prot, port",
    "Port, port",
    "lisen, listen",
    "tombstone_retention, tombstoneRetention",
  })
  void nearest_slipOfThePen_isFound(String name, String nearest) {
    assertThat(NearestName.of(name, KNOWN)).contains(nearest);
    assertThat(NearestName.remedy(name, KNOWN)).isEqualTo("Did you mean " + nearest + "?");
  }

  @Test
  void nearest_nothingAlike_namesAll() {
    assertThat(NearestName.of("colour", KNOWN)).isEmpty();
    assertThat(NearestName.remedy("colour", KNOWN))
        .isEqualTo("Known here: listen, port, tombstoneRetention");
  }

  @Test
  void nearest_nothingKnown_isEmpty() {
    assertThat(NearestName.of("port", List.of())).isEmpty();
  }
}
