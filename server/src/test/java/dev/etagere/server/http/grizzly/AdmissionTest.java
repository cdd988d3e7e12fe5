package dev.etagere.server.http.grizzly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.grizzly.guard.WaitingLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionTest {
  private static RunningServer server(int waiting, Duration time) {
    return new RunningServer(
        RunningServer.SETTINGS
            .withWorkerThreads(1)
            .withWaiting(new WaitingLimits(waiting, time, Duration.ofMinutes(1))));
  }

  @Test
  void requests_moreThanMayWait_areRefusedAtOnceAndTheOthersAnswered() throws Exception {
    List<RawConnection> open = new ArrayList<>();
    List<RawConnection> keptOpen = new ArrayList<>();
    try (RunningServer running = server(2, Duration.ofMinutes(1))) {
      open.add(running.connect().request("GET", "/held"));
      assertThat(running.resource().arrived.await(10, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 5; i++) {
        open.add(running.connect().request("GET", "/small"));
      }
      int refused = 0;
      while (refused < 3) {
        for (RawConnection connection : List.copyOf(open)) {
          if (connection.hasAnswer()) {
            assertRefused(connection.read());
            open.remove(connection);
            keptOpen.add(connection);
            refused++;
          }
        }
      }
      running.resource().released.countDown();
      for (RawConnection connection : open) {
        assertThat(connection.read().status()).isEqualTo(200);
      }
      for (RawConnection connection : keptOpen) {
        assertThat(connection.request("GET", "/small").read().status()).isEqualTo(200);
      }
    }
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.field("Retry-After")).contains("1");
    assertThat(answer.field("Content-Type")).contains("application/problem+json");
  }

  @Test
  void request_thatWaitedTooLong_isNotBegun() throws Exception {
    try (RunningServer running = server(10, Duration.ofMillis(500));
        RawConnection held = running.connect();
        RawConnection late = running.connect()) {
      // The worker runs before it counts how fast it takes a request.
      assertThat(held.request("GET", "/small").read().status()).isEqualTo(200);
      held.request("GET", "/held");
      assertThat(running.resource().arrived.await(10, TimeUnit.SECONDS)).isTrue();
      late.request("GET", "/held");
      assertThat(late.isClosedWithin(2500)).isFalse();
      running.resource().released.countDown();
      assertThat(held.read().text()).isEqualTo("held");
      assertRefused(late.read());
    }
  }

  /** Asks at once with more connections than one may wait, each with the same request. */
  private static RawConnection refused(RunningServer running, String request) throws IOException {
    List<RawConnection> open = new ArrayList<>();
    while (true) {
      open.add(running.connect().send(request));
      for (RawConnection connection : open) {
        if (connection.hasAnswer()) {
          return connection;
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET /small HTTP/1.1~Host: h~~, true",
    "PUT /read HTTP/1.1~Host: h~Content-Length: 3~~abc, true",
    "PUT /read HTTP/1.1~Host: h~Transfer-Encoding: chunked~~3~abc~0~~, true",
    "GET /small HTTP/1.1~Host: h~Connection: close~~, false",
    "GET /small HTTP/1.0~~, false"
  })
  void refusal_ofARequestThatWasRead_closesOnlyIfTheCallerWantsIt(String request, boolean stays)
      throws Exception {
    try (RunningServer running = server(1, Duration.ofMinutes(1));
        RawConnection held = running.connect().request("GET", "/held")) {
      assertThat(running.resource().arrived.await(10, TimeUnit.SECONDS)).isTrue();
      try (RawConnection refused = refused(running, request.replace("~", "\r\n"))) {
        Answer answer = refused.read();
        assertRefused(answer);
        assertThat(answer.field("Connection").isPresent()).isEqualTo(!stays);
        running.resource().released.countDown();
        assertThat(held.read().text()).isEqualTo("held");
        if (stays) {
          // Perhaps the others still wait; in either case there is an answer.
          assertThat(refused.request("OPTIONS", "*").read().status()).isIn(204, 503);
        } else {
          assertThat(refused.isClosedByServer()).isTrue();
        }
      }
    }
  }
}
