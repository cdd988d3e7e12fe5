package dev.etagere.server.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.EtagereServer;
import dev.etagere.server.config.NetworkConfig;
import dev.etagere.server.http.Http;
import dev.etagere.server.http.Http.Answer;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  @Test
  void requests_moreThanAllowed_are429WithTheTimeToWait() {
    NetworkConfig config = NetworkConfig.DEFAULT.withRequestsPerSecond(1);
    try (EtagereServer server = EtagereServer.builder().network(config).start()) {
      Http http = new Http(server.baseUri());
      Answer first = http.get("/v1/notes").send();
      assertThat(first.status()).isEqualTo(200);
      assertThat(first.field("RateLimit-Policy")).isEqualTo("\"caller\";q=1;w=1");
      assertThat(first.field("RateLimit")).startsWith("\"caller\";r=0;t=");

      Answer refused = http.get("/v1/notes").send();
      for (int i = 0; i < 100 && refused.status() == 200; i++) {
        refused = http.get("/v1/notes").send();
      }
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.field("Retry-After")).isEqualTo("1");
      assertThat(refused.field("RateLimit")).isEqualTo("\"caller\";r=0;t=1");
      assertThat(refused.json().path("type").asText()).isEqualTo("/problems/too-many-requests");
    }
  }
}
