package dev.etagere.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.config.Limits;
import dev.etagere.server.http.Http;
import org.junit.jupiter.api.Test;

class EtagereServerTest {
  @Test
  void start_headerLimitBelowTheTargetLimit_serves() {
    Limits limits = new Limits(1 << 10, 8, Limits.MIN_HEADER_BYTES, 8 << 10);

    try (EtagereServer server = EtagereServer.builder().limits(limits).start()) {
      assertThat(new Http(server.baseUri()).get("/v1/notes").send().status()).isEqualTo(200);
    }
  }
}
