package dev.etagere.server.http.grizzly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a request, and where it ends. In the tables, ~ is CR LF. */
class RequestFramingTest {
  @AutoClose private final RunningServer running = new RunningServer();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "GET /a b HTTP/1.1~Host: h~~, 400",
        "GET /\" HTTP/1.1~Host: h~~, 400",
        "GET /%zz HTTP/1.1~Host: h~~, 400",
        "GET /small;a=b HTTP/1.1~Host: h~~, 400",
        "GET /small HTTP/1.1~~, 400",
        "GET /small HTTP/1.1~Host: [::1~~, 400",
        "GET /small HTTP/1.1~Host: a%zz~~, 400",
        "GET /small HTTP/1.1~Host:~~, 400",
        "GET /small HTTP/1.1~Host: h~Host: h~~, 400",
        "GET /small HTTP/1.1~Host : h~~, 400",
        "GET /small HTTP/1.1~Host: h~A B: 1~~, 400",
        "GET /small HTTP/1.1~Host: h~A\u0001: 1~~, 400",
        "GET /small HTTP/1.1~Host: h~A: 1\u00002~~, 400",
        "`GET /small HTTP/1.1~Host: h~A: 1\r2~~`, 400",
        "`GET /small HTTP/1.1~Host: h~A: 1\n2~~`, 400",
        "GET /small HTTP/1.1~Host: h~no colon~~, 400",
        "GET /small~Host: h~~, 400",
        "GET /a\\b HTTP/1.1~Host: h~~, 400",
        "GET /a|b HTTP/1.1~Host: h~~, 400",
        "FOO /small HTTP/1.1~Host: h~~, 501",
        "GET /small HTTP/3.0~Host: h~~, 505",
        "PUT /read HTTP/1.1~Host: h~Content-Length: 40~Content-Length: 41~~, 400",
        "PUT /read HTTP/1.1~Host: h~Content-Length: 4~Transfer-Encoding: chunked~~0~~, 400",
        "PUT /read HTTP/1.1~Host: h~Transfer-Encoding: xchunked~~0~~, 501",
        "PUT /read HTTP/1.1~Host: h~Transfer-Encoding: identity~~0~~, 501",
        "`PUT /read HTTP/1.1~Host: h~Transfer-Encoding: gzip, chunked~~0~~`, 501",
        "PUT /read HTTP/1.1~Host: h~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~0~~, 400",
        "PUT /read HTTP/1.1~Host: h~Transfer-Encoding:~ chunked~~0~~, 400",
        "PUT /read HTTP/1.1~Host: h~Transfer-Encoding : chunked~~0~~, 400",
        "PUT /read HTTP/1.0~Host: h~Transfer-Encoding: chunked~~0~~, 400",
        "PUT /read HTTP/1.1~Host: h~Content-Length: +4~~abcd, 400",
        "PUT /read HTTP/1.1~Host: h~Content-Length: 4~Content-Length: 4~~abcd, 400",
        "GET /small HTTP/1.1~Host: h~A: b~ c~~, 400",
        "GET /small HTTP/1.1~Host: h~Expect: x~~, 417",
        "TRACE /small HTTP/1.1~Host: h~Content-Length: 40~~, 400",
        "CONNECT /small HTTP/1.1~Host: h~~, 501"
      })
  void request_refused_isAProblemAndNothingBehindItIsRead(String head, int status)
      throws IOException {
    try (RawConnection connection = running.connect()) {
      connection.send(head.replace("~", "\r\n") + "GET /small HTTP/1.1\r\nHost: h\r\n\r\n");
      Answer answer = connection.read();
      assertThat(answer.status()).isEqualTo(status);
      assertIsProblem(answer);
      assertThat(answer.field("Connection")).contains("close");
      assertThat(connection.isClosedByServer()).isTrue();
    }
  }

  private static void assertIsProblem(Answer answer) {
    assertThat(answer.field("Content-Type")).contains("application/problem+json");
    assertThat(answer.field("Date")).isPresent();
    assertThat(answer.field("Server")).isEmpty();
    assertThat(answer.text())
        .contains("\"status\":" + answer.status())
        .contains("\"instance\":\"" + answer.field("X-Request-Id").orElseThrow() + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0016\u0003\u0001\u0002", "GET / HTTP/1.1\nHost: h\n\n", "A\rB"})
  void bytes_noHttp_areRefusedWithoutWaitingForMore(String bytes) throws IOException {
    try (RawConnection connection = running.connect()) {
      assertThat(connection.send(bytes).read().status()).isEqualTo(400);
      assertThat(connection.isClosedByServer()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET /a b HTTP/1.1~Host: h~~, 400",
    "FOO /small HTTP/1.1~Host: h~~, 501",
    "PUT /read HTTP/1.1~Host: h~Transfer-Encoding: chunked~~no chunk~, 400"
  })
  void request_refusedWhileItsCallerSends_isAnsweredAndNotReset(String begin, int status)
      throws IOException {
    try (RawConnection connection = running.connect()) {
      connection.send(begin.replace("~", "\r\n"));
      assertThat(connection.awaitAnswer()).isTrue();
      for (int i = 0; i < 10; i++) {
        connection.send("x".repeat(10_000));
      }

      assertThat(connection.read().status()).isEqualTo(status);
      assertThat(connection.isEndedInOrder()).isTrue();
    }
  }

  @Test
  void target_tooLong_is414WithLimit() throws IOException {
    try (RawConnection connection = running.connect()) {
      Answer answer = connection.request("GET", "/" + "a".repeat(9000)).read();
      assertThat(answer.status()).isEqualTo(414);
      assertThat(answer.text()).contains("\"limit\":8192");
    }
  }

  @Test
  void head_tooLargeAndUnfinished_is431WithLimit() throws IOException {
    try (RawConnection connection = running.connect()) {
      connection.send("GET / HTTP/1.1\r\nHost: h\r\nA: " + "a".repeat(17_000));
      Answer answer = connection.read();
      assertThat(answer.status()).isEqualTo(431);
      assertThat(answer.text()).contains("\"limit\":16384");
    }
  }

  @Test
  void head_justBelowTheLimit_passes() throws IOException {
    try (RawConnection connection = running.connect()) {
      connection.send("GET /small HTTP/1.1\r\nHost: h\r\nA: " + "a".repeat(16_000) + "\r\n\r\n");
      assertThat(connection.read().status()).isEqualTo(200);
    }
  }

  @Test
  void fields_tooMany_is431() throws IOException {
    try (RawConnection connection = running.connect()) {
      connection.send("GET /small HTTP/1.1\r\nHost: h\r\n" + "A: 1\r\n".repeat(100) + "\r\n");
      assertThat(connection.read().status()).isEqualTo(431);
    }
  }

  @Test
  void fields_asManyAsAllowed_pass() throws IOException {
    try (RawConnection connection = running.connect()) {
      connection.send("GET /small HTTP/1.1\r\nHost: h\r\n" + "A: 1\r\n".repeat(99) + "\r\n");
      assertThat(connection.read().status()).isEqualTo(200);
    }
  }

  @Test
  void head_byteByByte_isUnderstood() throws IOException {
    try (RawConnection connection = running.connect()) {
      for (char c : "PUT /read HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc".toCharArray()) {
        connection.send(String.valueOf(c));
      }
      assertThat(connection.read().text()).isEqualTo("3");
    }
  }

  @Test
  void emptyLine_beforeARequest_isIgnored() throws IOException {
    try (RawConnection connection = running.connect()) {
      connection.send("\r\n").request("GET", "/small");
      assertThat(connection.read().status()).isEqualTo(200);
      connection.send("PUT /read HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx\r\n");
      assertThat(connection.read().status()).isEqualTo(200);
      assertThat(connection.request("GET", "/small").read().status()).isEqualTo(200);
    }
  }

  @Test
  void requests_pipelined_areAnsweredInOrder() throws IOException {
    try (RawConnection connection = running.connect()) {
      connection
          .request("GET", "/uri1")
          .send("PUT /read HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nab")
          .send("PUT /read HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")
          .send("3\r\nabc\r\n0\r\n\r\n")
          .request("GET", "/uri2");
      assertThat(connection.read().text()).endsWith("/uri1");
      assertThat(connection.read().text()).isEqualTo("2");
      assertThat(connection.read().text()).isEqualTo("3");
      assertThat(connection.read().text()).endsWith("/uri2");
    }
  }

  @Test
  void upgrade_any_isIgnored() throws IOException {
    try (RawConnection connection = running.connect()) {
      String request =
          "PUT /read HTTP/1.1~Host: h~Connection: Upgrade, HTTP2-Settings~Upgrade: h2c~"
              + "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA~Transfer-Encoding: chunked~~";
      connection.send(request.replace("~", "\r\n") + "2\r\nab\r\n0\r\n\r\n");
      assertThat(connection.read().text()).isEqualTo("2");
      assertThat(connection.request("GET", "/small").read().status()).isEqualTo(200);
    }
  }

  @Test
  void close_inAList_closes() throws IOException {
    try (RawConnection connection = running.connect()) {
      connection.send("GET /small HTTP/1.1\r\nHost: h\r\nConnection: x, Close\r\n\r\n");
      assertThat(connection.read().field("Connection")).contains("close");
      assertThat(connection.isClosedByServer()).isTrue();
    }
  }

  @Test
  void http10_withoutKeepAlive_isAnsweredAndClosed() throws IOException {
    try (RawConnection connection = running.connect()) {
      Answer answer = connection.send("GET /uri HTTP/1.0\r\n\r\n").read();
      assertThat(answer.text()).startsWith("http://localhost:" + running.server().port() + "/ ");
      assertThat(connection.isClosedByServer()).isTrue();
    }
  }

  @Test
  void http10_withKeepAlive_keepsTheConnection() throws IOException {
    try (RawConnection connection = running.connect()) {
      String request = "GET /small HTTP/1.0\r\nHost: h\r\nConnection: keep-alive\r\n\r\n";
      assertThat(connection.send(request).read().field("Connection")).contains("keep-alive");
      assertThat(connection.send(request).read().status()).isEqualTo(200);
    }
  }

  @Test
  void http10_streamOfUnknownLength_endsWithTheConnection() throws IOException {
    try (RawConnection connection = running.connect()) {
      connection.send("GET /stream HTTP/1.0\r\nHost: h\r\nConnection: keep-alive\r\n\r\n");
      Answer answer = connection.read();
      assertThat(answer.field("Transfer-Encoding")).isEmpty();
      assertThat(answer.text()).hasSize(SampleResource.LARGE);
    }
  }
}
