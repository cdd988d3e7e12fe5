package dev.etagere.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.Http.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server with a store that answers tells about itself, beside its resources. */
interface HealthContract extends HttpTest {
  @ParameterizedTest
  @CsvSource({"/health/live,live", "/health/ready,ready"})
  default void health_ofARunningServer_isGood(String path, String status) {
    Answer answer = http().get(path).send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.field("Content-Type")).isEqualTo("application/json");
    assertThat(answer.field("Cache-Control")).isEqualTo("no-cache");
    assertThat(answer.json().path("status").asText()).isEqualTo(status);
  }

  @Test
  default void head_hasTheFieldsAndNoContent() {
    Answer answer = http().request("HEAD", "/health/ready", new byte[0]).send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.field("Content-Length")).isEqualTo("19");
    assertThat(answer.text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/", "/health/live/", "/health/%6cive", "/Health/live"})
  default void otherSpelling_isNotFound(String path) {
    HttpTest.assertProblem(http().get(path).send(), 404, "not-found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
  default void otherMethod_isNotAllowed(String method) {
    Answer answer = http().request(method, "/health/live", new byte[0]).send();

    HttpTest.assertProblem(answer, 405, "method-not-allowed");
    assertThat(answer.field("Allow")).isEqualTo("GET, HEAD");
  }
}
