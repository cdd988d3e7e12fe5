package dev.etagere.server.http.grizzly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RequestIdsOverHttpTest {
  @AutoClose private final RunningServer running = new RunningServer();

  @Test
  void id_ofARequest_isTheSameForEndpointLogAndAnswer() throws IOException {
    try (RawConnection connection = running.connect()) {
      connection.send("GET /request-id HTTP/1.1\r\nHost: h\r\nX-Request-Id: from:caller\r\n\r\n");
      Answer answer = connection.read();
      assertThat(answer.text()).isEqualTo("from:caller from:caller");
      assertThat(answer.field("X-Request-Id")).contains("from:caller");
    }
  }

  @Test
  void ids_onOneConnection_differ() throws IOException {
    try (RawConnection connection = running.connect()) {
      Answer first = connection.request("GET", "/request-id").read();
      Answer second = connection.request("GET", "/request-id").read();
      assertThat(first.field("X-Request-Id")).isNotEqualTo(second.field("X-Request-Id"));
    }
  }
}
