package dev.etagere.server.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.log.LineTexts;
import org.junit.jupiter.api.Test;

class AuditLineTest {
  @Test
  void writeTo_ofAnything_isOneLineOfPlainWords() {
    AuditLine line = new AuditLine("a\nb", "P\rT", "/c d", "\"1-e\"", AuditLine.NONE, "id");

    assertThat(LineTexts.of(line)).isEqualTo("a?b P?T /c?d \"1-e\" - id");
  }
}
