package dev.etagere.server.http.grizzly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.grizzly.guard.ConnectionLimits;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the content of a request ends, and how much of it is taken. In the tables, ~ is CR LF. */
class RequestContentTest {
  private static final String CHUNKED =
      "PUT /read HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final int MAX = 1000;

  @AutoClose
  private final RunningServer running =
      new RunningServer(
          RunningServer.SETTINGS.withConnections(
              ConnectionLimits.DEFAULT.withSizes(MAX, 10_000, 10_000_000)));

  private static String put(String target, long length) {
    return "PUT " + target + " HTTP/1.1\r\nHost: h\r\nContent-Length: " + length + "\r\n\r\n";
  }

  private static void assertNothingSmuggled(RawConnection connection) throws IOException {
    assertThat(connection.request("GET", "/uri2").read().text()).endsWith("/uri2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5~12345~0~~",
        "5;a=b~12345~0~~",
        "5;a;b=\"c;d\"~12345~000~~",
        "1~1~2~23~2~45~0~~",
        "00005~12345~0~A: b~Content-Length: 7~~",
        "5~GET /~0~Transfer-Encoding: x~~"
      })
  void chunks_sound_areTheContent(String chunks) throws IOException {
    try (RawConnection connection = running.connect()) {
      connection.send(CHUNKED + chunks.replace("~", "\r\n"));
      assertThat(connection.read().text()).isEqualTo("5");
      assertNothingSmuggled(connection);
    }
  }

  @Test
  void chunks_byteByByte_areTheContent() throws IOException {
    try (RawConnection connection = running.connect()) {
      for (char c : (CHUNKED + "3;a=b\r\nabc\r\n0\r\nA: b\r\n\r\n").toCharArray()) {
        connection.send(String.valueOf(c));
      }
      assertThat(connection.read().text()).isEqualTo("3");
      assertNothingSmuggled(connection);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x~12345~0~~",
        "~5~12345~0~~",
        " 5~12345~0~~",
        "5 ~12345~0~~",
        "5 ;a=b~12345~0~~",
        "+5~12345~0~~",
        "-5~12345~0~~",
        "0x5~12345~0~~",
        "5\n12345~0~~",
        "5\r12345~0~~",
        "5~123456~0~~",
        "5~12345\n0~~",
        "5~12345X~0~~",
        "5~123450~~",
        "5;a\nb~12345~0~~",
        "5;a\0~12345~0~~",
        "5~12345~0\n\n",
        "5~12345~0~\n",
        "5~12345~0~A: b\n~",
        "ffffffffffffffff1~12345~0~~",
        "100000000~12345~0~~"
      })
  void chunks_malformed_areRefusedAndNothingBehindThemIsRead(String chunks) throws IOException {
    try (RawConnection connection = running.connect()) {
      connection.send(
          CHUNKED + chunks.replace("~", "\r\n") + "GET /small HTTP/1.1\r\nHost: h\r\n\r\n");
      Answer answer = connection.read();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.field("Content-Type")).contains("application/problem+json");
      assertThat(answer.field("Connection")).contains("close");
      assertThat(answer.text()).contains(answer.field("X-Request-Id").orElseThrow());
      assertThat(connection.isClosedByServer()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"5;", "5\r\n12345\r\n0\r\nA: "})
  void chunks_withEndlessExtensionOrTrailer_areRefused(String chunks) throws IOException {
    try (RawConnection connection = running.connect()) {
      connection.send(CHUNKED + chunks + "x".repeat(17_000));
      assertThat(connection.read().status()).isEqualTo(400);
      assertThat(connection.isClosedByServer()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /small", "DELETE /small", "PUT /unread", "OPTIONS *"})
  void content_thatNobodyReads_isNeverTheNextRequest(String line) throws IOException {
    try (RawConnection connection = running.connect()) {
      String smuggled = "GET /large HTTP/1.1\r\nHost: h\r\n\r\n";
      connection.send(
          line + " HTTP/1.1\r\nHost: h\r\nContent-Length: " + smuggled.length() + "\r\n\r\n");
      connection.send(smuggled);
      assertThat(connection.read().text()).hasSizeLessThan(SampleResource.LARGE);
      assertNothingSmuggled(connection);
    }
  }

  @Test
  void content_thatNobodyReads_howeverLarge_doesNotCloseTheConnection() throws IOException {
    try (RunningServer running = new RunningServer();
        RawConnection connection = running.connect()) {
      Answer answer = connection.send(put("/unread", 1_000_000) + "x".repeat(1_000_000)).read();
      assertThat(answer.text()).isEqualTo("unread");
      assertThat(answer.field("Connection")).isEmpty();
      assertNothingSmuggled(connection);
    }
  }

  @Test
  void content_atItsLimit_isTaken() throws IOException {
    try (RawConnection connection = running.connect()) {
      connection.send(put("/read", MAX) + "x".repeat(MAX));
      assertThat(connection.read().text()).isEqualTo("" + MAX);
      connection.send(CHUNKED + "3e8\r\n" + "x".repeat(MAX) + "\r\n0\r\n\r\n");
      assertThat(connection.read().text()).isEqualTo("" + MAX);
      assertNothingSmuggled(connection);
    }
  }

  @Test
  void content_declaredTooLarge_isRefusedBeforeItIsSent() throws IOException {
    try (RawConnection connection = running.connect()) {
      Answer answer = connection.send(put("/read", MAX + 1)).read();
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.field("Connection")).contains("close");
      assertThat(answer.text()).contains("\"limit\":" + MAX);
      assertThat(connection.isClosedByServer()).isTrue();
    }
  }

  @Test
  void content_largerThanAnySocketBuffer_isToldWhyItIsRefused() throws IOException {
    try (RawConnection connection = running.connect()) {
      connection.send(put("/read", 8_000_000)).send("x".repeat(8_000_000));
      assertThat(connection.read().status()).isEqualTo(413);
    }
  }

  @Test
  void content_chunkedAndTooLarge_isRefused() throws IOException {
    try (RawConnection connection = running.connect()) {
      connection.send(CHUNKED + "3e8\r\n" + "x".repeat(MAX) + "\r\n1\r\nx\r\n");
      assertThat(connection.read().status()).isEqualTo(413);
      assertThat(connection.isClosedByServer()).isTrue();
    }
  }

  @Test
  void content_ofManyRequestsInOnePacket_isEachTheirOwn() throws IOException {
    StringBuilder all = new StringBuilder();
    for (int i = 1; i <= 20; i++) {
      all.append(put("/read", i)).append("x".repeat(i));
      all.append(CHUNKED).append("3;a=b\r\nabc\r\n0\r\n\r\n");
    }
    try (RawConnection connection = running.connect()) {
      connection.send(all.toString());
      for (int i = 1; i <= 20; i++) {
        assertThat(connection.read().text()).isEqualTo(String.valueOf(i));
        assertThat(connection.read().text()).isEqualTo("3");
      }
      assertNothingSmuggled(connection);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void content_withSomethingMalformedBehindIt_isAnsweredAndThenTheRefusal(boolean later)
      throws IOException {
    try (RawConnection connection = running.connect()) {
      if (later) {
        connection.send(put("/read", 2)).send("ab");
        assertThat(connection.read().text()).isEqualTo("2");
        connection.send("abcd\r\n\r\n");
      } else {
        connection.send(put("/read", 2) + "ab" + "abcd\r\n\r\n");
        assertThat(connection.read().text()).isEqualTo("2");
      }
      Answer refusal = connection.read();
      assertThat(refusal.status()).isEqualTo(400);
      assertThat(refusal.field("Content-Type")).contains("application/problem+json");
      assertThat(connection.isClosedByServer()).isTrue();
    }
  }

  @Test
  void content_inPieces_isAwaited() throws IOException {
    try (RawConnection connection = running.connect()) {
      connection.send(put("/read", 900)).send("abc").send("x".repeat(500)).send("x".repeat(397));
      assertThat(connection.read().text()).isEqualTo("900");
      assertNothingSmuggled(connection);
    }
  }

  @Test
  void expectContinue_known_isAnsweredBeforeTheContent() throws IOException {
    try (RawConnection connection = running.connect()) {
      connection.send(
          "PUT /read HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
      assertThat(connection.read().status()).isEqualTo(100);
      assertThat(connection.send("ab").read().text()).isEqualTo("2");
      assertNothingSmuggled(connection);
    }
  }

  @Test
  void expectContinue_ofTooMuch_isRefusedInstead() throws IOException {
    try (RawConnection connection = running.connect()) {
      connection.send(
          "PUT /read HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2000\r\n\r\n");
      assertThat(connection.read().status()).isEqualTo(413);
      assertThat(connection.isClosedByServer()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /small HTTP/1.1", "PUT /read HTTP/1.0"})
  void expectContinue_whereNoneCanBeSent_isIgnored(String line) throws IOException {
    try (RawConnection connection = running.connect()) {
      connection.send(line + "\r\nHost: h\r\nExpect: 100-continue\r\n\r\n");
      assertThat(connection.read().status()).isEqualTo(200);
    }
  }
}
