package dev.etagere.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.ledger.CallerKey;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The Idempotency-Key field. */
class IdempotencyKeysFuzz {
  private static CallerKey keyOf(String field) {
    return Objects.requireNonNull(
        IdempotencyKeys.of(Requests.withField(IdempotencyKeys.FIELD, field)));
  }

  @FuzzTest
  void parse(byte[] input) {
    try {
      CallerKey key = keyOf(new String(input, StandardCharsets.ISO_8859_1));
      String written = '"' + key.key().value().replaceAll("([\"\\\\])", "\\\\$1") + '"';
      assertThat(keyOf(written)).isEqualTo(key);
    } catch (ProblemException e) {
      assertThat(e.problem().type().status()).isEqualTo(400);
    }
  }
}
