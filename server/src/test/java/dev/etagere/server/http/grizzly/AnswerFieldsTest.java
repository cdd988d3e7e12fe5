package dev.etagere.server.http.grizzly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer has, and how it ends. */
class AnswerFieldsTest {
  @AutoClose private final RunningServer running = new RunningServer();

  private Answer get(String path) throws IOException {
    try (RawConnection connection = running.connect()) {
      return connection.request("GET", path).read();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/small",
        "/large",
        "/stream",
        "/status/204",
        "/status/304",
        "/status/404",
        "/missing",
        "/fail",
        "/refuse",
        "/async",
        "/%zz"
      })
  void answer_any_hasTheCommonFields(String path) throws IOException {
    Answer answer = get(path);
    assertThat(answer.field("Date").orElseThrow()).endsWith(" GMT");
    assertThat(answer.field("X-Request-Id").orElseThrow()).hasSize(18);
    assertThat(answer.field("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.field("Cache-Control")).contains("no-cache");
    assertThat(answer.field("Server")).isEmpty();
  }

  @Test
  void cacheControl_setByTheEndpoint_isKept() throws IOException {
    assertThat(get("/cached").field("Cache-Control")).contains("max-age=5");
  }

  @ParameterizedTest
  @CsvSource({"small,2", "large,100000"})
  void array_anySize_hasContentLength(String path, String length) throws IOException {
    Answer answer = get("/" + path);
    assertThat(answer.field("Content-Length")).contains(length);
    assertThat(answer.field("Transfer-Encoding")).isEmpty();
    assertThat(answer.text()).hasSize(Integer.parseInt(length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stream", "/large-text"})
  void content_ofUnknownLength_isChunked(String path) throws IOException {
    Answer answer = get(path);
    assertThat(answer.field("Transfer-Encoding")).contains("chunked");
    assertThat(answer.text()).hasSize(SampleResource.LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/small", "/large", "/status/404", "/missing", "/fail", "/cached"})
  void head_any_isGetWithoutContent(String path) throws IOException {
    Answer get = get(path);
    try (RawConnection connection = running.connect()) {
      Answer head = connection.request("HEAD", path).readHead();
      assertThat(head.status()).isEqualTo(get.status());
      assertThat(head.field("Content-Type")).isEqualTo(get.field("Content-Type"));
      assertThat(head.field("Content-Length")).isPresent().isEqualTo(get.field("Content-Length"));
      if (head.field("Connection").isPresent()) {
        assertThat(connection.isClosedByServer()).isTrue();
      } else {
        assertThat(connection.request("GET", "/uri2").read().text()).endsWith("/uri2");
      }
    }
  }

  @Test
  void head_ofUnknownLength_hasNoContent() throws IOException {
    try (RawConnection connection = running.connect()) {
      assertThat(connection.request("HEAD", "/stream").readHead().status()).isEqualTo(200);
      assertThat(connection.request("GET", "/uri2").read().text()).endsWith("/uri2");
    }
  }

  @ParameterizedTest
  @CsvSource({"/status/204,204", "/status/304,304", "/not-modified-with-entity,304"})
  void answer_withoutContent_leavesNothingOnTheConnection(String path, int status)
      throws IOException {
    try (RawConnection connection = running.connect()) {
      Answer answer = connection.request("GET", path).read();
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.field("ETag")).contains("\"1\"");
      assertThat(answer.field("Content-Length")).isEmpty();
      assertThat(answer.field("Transfer-Encoding")).isEmpty();
      assertThat(connection.request("GET", "/uri2").read().text()).endsWith("/uri2");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/missing,404,not-found",
    "/status/404,404,not-found",
    "/status/412,412,precondition-failed",
    "/status/500,500,internal-error",
    "/read,405,method-not-allowed",
    "/refuse,503,unavailable",
    "/fail,500,internal-error"
  })
  void error_withoutEntity_isAProblem(String path, int status, String type) throws IOException {
    Answer answer = get(path);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.field("Content-Type")).contains("application/problem+json");
    assertThat(answer.text())
        .contains("/problems/" + type)
        .contains(answer.field("X-Request-Id").orElseThrow())
        .doesNotContain("secret")
        .doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "POST"})
  void method_notOffered_is405WithAllow(String method) throws IOException {
    try (RawConnection connection = running.connect()) {
      Answer answer = connection.request(method, "/small").read();
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.field("Allow").orElseThrow()).contains("GET");
      assertThat(answer.field("Content-Type")).contains("application/problem+json");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/fail-late", "/too-short"})
  void content_notWrittenToItsEnd_neverLooksComplete(String path) throws IOException {
    try (RawConnection connection = running.connect()) {
      connection.request("GET", path);
      assertThatThrownBy(connection::read).isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void async_answeredLater_isAnswered() throws IOException {
    try (RawConnection connection = running.connect()) {
      assertThat(connection.request("GET", "/async").read().text()).isEqualTo("later");
      assertThat(connection.request("GET", "/small").read().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HEAD /a\\b HTTP/1.1\r\nHost: h\r\n\r\n",
        "HEAD / HTTP/1.1\r\n\r\n",
        "HEAD /small%zz HTTP/1.1\r\nHost: h\r\n\r\nGET /small HTTP/1.1\r\nHost: h\r\n\r\n",
        "\r\nHEAD / HTTP/1.1\r\nHost: h\0\r\n\r\n",
        "HEAD / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999\r\n\r\n"
      })
  void refusal_ofAHead_hasNoContent(String request) throws IOException {
    try (RunningServer running = new RunningServer();
        RawConnection connection = running.connect()) {
      Answer answer = connection.send(request).readHead();
      assertThat(answer.status()).isIn(400, 413);
      assertThat(answer.field("Content-Type")).contains("application/problem+json");
      assertThat(connection.isClosedByServer()).isTrue();
    }
  }
}
