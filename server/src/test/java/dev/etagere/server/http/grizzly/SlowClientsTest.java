package dev.etagere.server.http.grizzly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.grizzly.guard.ConnectionLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers who send and read slowly, or not at all, and what they may take up. */
class SlowClientsTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final ConnectionLimits PATIENT =
      ConnectionLimits.DEFAULT.withTimes(LONG, LONG, LONG, LONG);

  /** More than all buffers of both sockets together. */
  private static final int MANY = 300;

  private static RunningServer server(ConnectionLimits limits) {
    return new RunningServer(RunningServer.SETTINGS.withConnections(limits));
  }

  private static void assertServes(RunningServer running) throws IOException {
    try (RawConnection honest = running.connect()) {
      assertThat(honest.request("GET", "/small").read().status()).isEqualTo(200);
    }
  }

  /** Sends one character after the other until the server closes the connection. */
  private static boolean isClosedWhileSending(RawConnection connection) throws IOException {
    for (int i = 0; i < 500; i++) {
      if (connection.isClosedWithin(20)) {
        return true;
      }
      try {
        connection.send("x");
      } catch (IOException reset) {
        return true;
      }
    }
    return false;
  }

  @Test
  void connection_thatSaysNothing_isClosedAtTheDeadlineOfTheHead() throws IOException {
    try (RunningServer running = server(PATIENT.withTimes(SHORT, LONG, LONG, LONG));
        RawConnection silent = running.connect()) {
      assertThat(silent.isClosedByServer()).isTrue();
    }
  }

  @Test
  void head_byteByByte_isClosedAtItsDeadline() throws IOException {
    try (RunningServer running = server(PATIENT.withTimes(SHORT, LONG, LONG, LONG));
        RawConnection slow = running.connect()) {
      slow.send("GET /small HTTP/1.1\r\nHost: h\r\nA: ");
      assertThat(isClosedWhileSending(slow)).isTrue();
    }
  }

  @Test
  void head_ofALaterRequest_hasTheSameDeadline() throws IOException {
    try (RunningServer running = server(PATIENT.withTimes(SHORT, LONG, LONG, LONG));
        RawConnection slow = running.connect()) {
      assertThat(slow.request("GET", "/small").read().status()).isEqualTo(200);
      slow.send("GET /small HTTP/1.1\r\nHost: h\r\nA: ");
      assertThat(isClosedWhileSending(slow)).isTrue();
    }
  }

  @Test
  void body_byteByByte_isClosedAtItsDeadline() throws IOException {
    try (RunningServer running = server(PATIENT.withTimes(LONG, SHORT, LONG, LONG));
        RawConnection slow = running.connect()) {
      slow.send("PUT /read HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n");
      assertThat(isClosedWhileSending(slow)).isTrue();
    }
  }

  @Test
  void body_chunkedByteByByte_isClosedAtItsDeadline() throws IOException {
    try (RunningServer running = server(PATIENT.withTimes(LONG, SHORT, LONG, LONG));
        RawConnection slow = running.connect()) {
      slow.send("PUT /read HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n");
      assertThat(isClosedWhileSending(slow)).isTrue();
    }
  }

  @Test
  void connection_withoutFurtherRequest_isClosedAtItsDeadline() throws IOException {
    try (RunningServer running = server(PATIENT.withTimes(LONG, LONG, LONG, SHORT));
        RawConnection idle = running.connect()) {
      assertThat(idle.request("GET", "/small").read().status()).isEqualTo(200);
      assertThat(idle.isClosedByServer()).isTrue();
    }
  }

  @Test
  void request_beingAnswered_hasNoDeadlineOfItsCaller() throws IOException {
    try (RunningServer running = server(PATIENT.withTimes(SHORT, SHORT, SHORT, SHORT));
        RawConnection waiting = running.connect()) {
      waiting.request("GET", "/held");
      assertThat(waiting.isClosedWithin(1000)).isFalse();
      running.resource().released.countDown();
      assertThat(waiting.read().text()).isEqualTo("held");
    }
  }

  @Test
  void answer_thatNobodyReads_isBrokenOffAtItsDeadline() throws IOException {
    try (RunningServer running = server(PATIENT.withTimes(LONG, LONG, SHORT, LONG));
        RawConnection slow = running.connect()) {
      assertThat(slow.request("GET", "/small").read().status()).isEqualTo(200);
      slow.send("GET /large HTTP/1.1\r\nHost: h\r\n\r\n".repeat(MANY));
      assertServes(running);
      running.awaitConnections(0);
      assertThat(slow.readToTheEnd()).isLessThan(MANY * (long) SampleResource.LARGE);
    }
  }

  @Test
  void answers_thatNobodyReads_areBoundedInMemory() throws IOException {
    List<RawConnection> slow = new ArrayList<>();
    try (RunningServer running = server(PATIENT.withSizes(1000, 1000, 1_000_000))) {
      for (int i = 0; i < 20; i++) {
        slow.add(running.connect());
        slow.get(i).send("GET /large HTTP/1.1\r\nHost: h\r\n\r\n".repeat(MANY));
      }
      running.awaitConnections(count -> count <= 10);
      assertServes(running);
    } finally {
      for (RawConnection connection : slow) {
        connection.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /huge HTTP/1.1~Host: h~~",
        "GET /huge HTTP/1.1~Host: h~Content-Length: 3~~abc",
        "GET /huge HTTP/1.1~Host: h~Transfer-Encoding: chunked~~3~abc~0~~"
      })
  void request_behindAnAnswerThatNobodyReads_isNotBegun(String request) throws IOException {
    try (RunningServer running = server(PATIENT.withSizes(1000, 1000, 100_000_000));
        RawConnection slow = running.connect()) {
      slow.send(request.replace("~", "\r\n").repeat(5));
      assertThat(slow.awaitAnswer()).isTrue();
      for (int i = 0; i < 20; i++) {
        assertServes(running);
      }
      assertThat(running.resource().hugeAnswers).hasValue(1);
      for (int i = 0; i < 5; i++) {
        assertThat(slow.read().text()).hasSize(SampleResource.HUGE);
      }
      assertThat(running.resource().hugeAnswers).hasValue(5);
      assertThat(slow.request("GET", "/small").read().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void answers_ofManyWhoReadNone_areMadeOncePerConnection(boolean onSelectors) throws IOException {
    int readers = 200;
    List<RawConnection> slow = new ArrayList<>();
    ConnectionLimits limits = PATIENT.withSizes(1000, 1000, 1L << 30);
    try (RunningServer running =
        new RunningServer(
            RunningServer.SETTINGS.withQuickPaths(path -> onSelectors).withConnections(limits))) {
      for (int i = 0; i < readers; i++) {
        slow.add(running.connect(4096).send("GET /medium HTTP/1.1\r\nHost: h\r\n\r\n".repeat(8)));
      }
      for (RawConnection connection : slow) {
        assertThat(connection.awaitAnswer()).isTrue();
      }
      assertServes(running);
      // The system's buffers would take three or four of them, and ask the server for the next.
      assertThat(running.resource().mediumAnswers).hasValue(readers);
      // Before the server stops, which would wait for them.
      for (RawConnection connection : slow) {
        connection.reset();
      }
    }
  }

  @Test
  void connection_closedWhileARequestWaits_leavesNothingBehind() throws IOException {
    try (RunningServer running = server(PATIENT.withSizes(1000, 10, 100_000_000))) {
      for (int i = 0; i < 3; i++) {
        try (RawConnection slow = running.connect()) {
          slow.send(
              "GET /huge HTTP/1.1\r\nHost: h\r\n\r\n"
                  + "PUT /read HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n0123456789");
          assertThat(slow.awaitAnswer()).isTrue();
          slow.reset();
        }
        running.awaitConnections(count -> count == 0);
      }
      // There is memory for the content of one such request only; it is freed as one is closed.
      Answer answer = putNineBytes(running);
      for (int i = 0; i < 1000 && answer.status() == 503; i++) {
        answer = putNineBytes(running);
      }
      assertThat(answer.text()).isEqualTo("9");
      assertThat(running.server().stop(LONG)).isTrue();
    }
  }

  @Test
  void body_thatArrivesSlowly_givesWayWhereMemoryIsShort() throws IOException {
    try (RunningServer running = server(PATIENT.withSizes(1000, 1000, 1_000_000))) {
      boolean gaveWay = false;
      for (int i = 0; i < 20 && !gaveWay; i++) {
        gaveWay = slowBodyGivesWay(running);
      }
      assertThat(gaveWay).isTrue();
    }
  }

  /** False where the memory was short already when the slow one came. */
  private static boolean slowBodyGivesWay(RunningServer running) throws IOException {
    try (RawConnection slow = running.connect()) {
      slow.send("PUT /read HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n" + "x".repeat(999));
      for (int i = 0; i < 200; i++) {
        Answer answer = putNineBytes(running);
        if (answer.status() == 503) {
          assertThat(answer.field("Retry-After")).isPresent();
        } else {
          assertThat(answer.text()).isEqualTo("9");
        }
        if (slow.isClosedWithin(20)) {
          return true;
        }
      }
      return false;
    }
  }

  private static Answer putNineBytes(RunningServer running) throws IOException {
    try (RawConnection honest = running.connect()) {
      return honest
          .send("PUT /read HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n123456789")
          .read();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void connections_moreThanAllowed_areClosedAtOnce(boolean ofOneAddress) throws IOException {
    ConnectionLimits limits =
        ofOneAddress ? PATIENT.withConnections(100, 3) : PATIENT.withConnections(3, 100);
    Deque<RawConnection> open = new ArrayDeque<>();
    try (RunningServer running = server(limits)) {
      for (int i = 0; i < 3; i++) {
        open.push(running.connect());
        assertThat(open.peek().request("GET", "/small").read().status()).isEqualTo(200);
      }
      try (RawConnection tooMany = running.connect()) {
        assertThat(tooMany.isClosedByServer()).isTrue();
      }
      open.pop().close();
      running.awaitConnections(2);
      assertServes(running);
    } finally {
      for (RawConnection connection : open) {
        connection.close();
      }
    }
  }
}
