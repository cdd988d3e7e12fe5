package dev.etagere.server.http.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.etagere.server.EtagereServer;
import dev.etagere.server.config.NetworkConfig;
import dev.etagere.server.http.Http;
import dev.etagere.server.http.Http.Answer;
import dev.etagere.server.http.Http.Request;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CorsTest {
  private static final String APP = "https://app.example";

  @AutoClose
  private final EtagereServer server =
      EtagereServer.builder()
          .network(NetworkConfig.DEFAULT.withCorsOrigins(ImmutableSet.of(APP)))
          .start();

  private final Http http = new Http(server.baseUri());

  private Request preflight(String origin) {
    return http.request("OPTIONS", "/v1/notes/a", new byte[0])
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "PUT");
  }

  @Test
  void preflight_ofAnAllowedOrigin_isToldWhatItMaySend() {
    Answer answer = preflight(APP).send();
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.field("Access-Control-Allow-Origin")).isEqualTo(APP);
    assertThat(answer.field("Access-Control-Allow-Methods")).contains("PUT", "PATCH", "DELETE");
    assertThat(answer.field("Access-Control-Allow-Headers"))
        .contains("If-Match", "If-None-Match", "Idempotency-Key", "Prefer", "Authorization");
    assertThat(answer.all("Vary")).contains("Origin");
  }

  @Test
  void request_ofAnAllowedOrigin_showsTheFieldsOfTheAnswer() {
    Answer answer = http.get("/v1/notes/a").header("Origin", APP).send();
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.field("Access-Control-Allow-Origin")).isEqualTo(APP);
    assertThat(answer.field("Access-Control-Expose-Headers"))
        .contains("ETag", "Location", "Idempotent-Replayed");
    assertThat(answer.has("Access-Control-Allow-Credentials")).isFalse();
  }

  @Test
  void request_ofAnotherOrigin_isToldNothing() {
    for (String other : new String[] {"https://app.example.evil", "http://app.example", "null"}) {
      assertThat(preflight(other).send().has("Access-Control-Allow-Origin")).isFalse();
      Answer answer = http.get("/v1/notes").header("Origin", other).send();
      assertThat(answer.has("Access-Control-Allow-Origin")).isFalse();
      assertThat(answer.all("Vary")).contains("Origin");
    }
  }

  @Test
  void cors_byDefault_isOff() {
    try (EtagereServer plain = EtagereServer.builder().start()) {
      Answer answer = new Http(plain.baseUri()).get("/v1/notes").header("Origin", APP).send();
      assertThat(answer.has("Access-Control-Allow-Origin")).isFalse();
      assertThat(answer.all("Vary")).doesNotContain("Origin");
    }
  }
}
