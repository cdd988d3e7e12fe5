package dev.etagere.server.http.grizzly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What becomes of requests when the server stops. */
class GracefulStopTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  @AutoClose private final RunningServer running = new RunningServer();

  private CompletableFuture<Boolean> stop(Duration grace) {
    return CompletableFuture.supplyAsync(() -> running.server().stop(grace));
  }

  /**
   * Asks until the server says that it is stopping, on a connection that was open before. The
   * answer to a request that was inside at that moment says so, too, by its Connection; the spare
   * one, open since before as well, then gets the refusal.
   */
  private static Answer firstRefusal(RawConnection connection, RawConnection spare)
      throws IOException {
    Answer answer = connection.request("GET", "/small").read();
    while (answer.status() == 200 && answer.field("Connection").isEmpty()) {
      answer = connection.request("GET", "/small").read();
    }
    return answer.status() == 200 ? spare.request("GET", "/small").read() : answer;
  }

  @Test
  void stop_whileARequestRuns_finishesItAndRefusesOthers() throws Exception {
    try (RawConnection held = running.connect();
        RawConnection kept = running.connect();
        RawConnection spare = running.connect()) {
      held.request("GET", "/held");
      assertThat(running.resource().arrived.await(10, TimeUnit.SECONDS)).isTrue();
      kept.request("GET", "/small").read();

      CompletableFuture<Boolean> stopping = stop(LONG);
      Answer refusal = firstRefusal(kept, spare);
      assertThat(refusal.status()).isEqualTo(503);
      assertThat(refusal.field("Content-Type")).contains("application/problem+json");
      assertThat(refusal.field("Retry-After")).isPresent();
      assertThat(refusal.field("Connection")).contains("close");
      assertThat(refusal.field("X-Request-Id")).isPresent();
      assertThat(kept.isClosedByServer()).isTrue();
      assertThat(stopping).isNotDone();

      running.resource().released.countDown();
      Answer finished = held.read();
      assertThat(finished.text()).isEqualTo("held");
      assertThat(finished.field("Connection")).contains("close");
      assertThat(stopping.get(10, TimeUnit.SECONDS)).isTrue();
      assertThat(held.isClosedByServer()).isTrue();
    }
  }

  @Test
  void stop_whileARequestRuns_refusesNewConnections() throws Exception {
    try (RawConnection held = running.connect();
        RawConnection kept = running.connect();
        RawConnection spare = running.connect()) {
      held.request("GET", "/held");
      assertThat(running.resource().arrived.await(10, TimeUnit.SECONDS)).isTrue();
      CompletableFuture<Boolean> stopping = stop(LONG);
      firstRefusal(kept, spare);
      assertThatThrownBy(running::connect).isInstanceOf(ConnectException.class);
      running.resource().released.countDown();
      assertThat(stopping.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void stop_requestLongerThanTheGrace_isBrokenOff() throws Exception {
    try (RawConnection held = running.connect()) {
      held.request("GET", "/held");
      assertThat(running.resource().arrived.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(stop(Duration.ofMillis(1)).get(10, TimeUnit.SECONDS)).isFalse();
      assertThat(held.isClosedByServer()).isTrue();
    }
  }

  @Test
  void stop_withNothingInFlight_closesIdleConnections() throws Exception {
    try (RawConnection kept = running.connect()) {
      kept.request("GET", "/small").read();
      assertThat(stop(LONG).get(10, TimeUnit.SECONDS)).isTrue();
      assertThat(kept.isClosedByServer()).isTrue();
      assertThat(stop(LONG).get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void stop_whileARequestIsSuspended_waitsForItsAnswer() throws Exception {
    try (RawConnection suspended = suspended()) {
      CompletableFuture<Boolean> stopping = stop(LONG);
      assertThat(running.resource().suspended.join().resume("later")).isTrue();
      assertThat(suspended.read().text()).isEqualTo("later");
      assertThat(stopping.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void stop_requestSuspendedLongerThanTheGrace_isBrokenOff() throws Exception {
    try (RawConnection suspended = suspended()) {
      assertThat(stop(Duration.ofMillis(1)).get(10, TimeUnit.SECONDS)).isFalse();
      assertThat(suspended.isClosedByServer()).isTrue();
    }
  }

  @Test
  void stop_afterTheCallerOfASuspendedRequestHasGone_doesNotWaitForIt() throws Exception {
    suspended().reset();
    running.resource().suspended.join().resume("nobody hears this");
    assertThat(stop(LONG).get(20, TimeUnit.SECONDS)).isTrue();
  }

  private RawConnection suspended() throws Exception {
    RawConnection connection = running.connect().request("PUT", "/suspended");
    assertThat(running.resource().arrived.await(10, TimeUnit.SECONDS)).isTrue();
    return connection;
  }

  @Test
  void stop_afterACallerHasGone_doesNotWaitForIt() throws Exception {
    try (RawConnection held = running.connect()) {
      held.request("GET", "/held");
      assertThat(running.resource().arrived.await(10, TimeUnit.SECONDS)).isTrue();
      held.reset();
    }
    running.resource().released.countDown();
    assertThat(stop(LONG).get(20, TimeUnit.SECONDS)).isTrue();
  }
}
