package dev.etagere.server.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTest {
  @Test
  void shown_plainText_isItself() {
    assertThat(Shown.of("no-cache")).isEqualTo("no-cache");
  }

  @Test
  void shown_uri_keepsOnlyTheScheme() {
    assertThat(Shown.of("--x=mongodb://u:s3cret@h")).isEqualTo("--x=mongodb://(not shown)");
  }

  @Test
  void shown_severalLines_isOneLine() {
    assertThat(Shown.of("a\nb\u001b[31m")).isEqualTo("a?b?[31m");
  }

  @Test
  void shown_longText_isCut() {
    assertThat(Shown.of("x".repeat(1000))).hasSize(81).endsWith("…");
  }
}
