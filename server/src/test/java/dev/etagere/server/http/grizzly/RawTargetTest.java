package dev.etagere.server.http.grizzly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The application sees the target as it was sent. */
class RawTargetTest {
  @AutoClose private final RunningServer running = new RunningServer();

  private Answer send(String head) throws IOException {
    try (RawConnection connection = running.connect()) {
      return connection.send(head + "\r\n\r\n").read();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/uri",
        "/uri/",
        "/uri//a",
        "/uri/a%2Fb%20c%41",
        "/uri/../x/./y",
        "/uri?a=%20&b=+&c=%C3%A9&d=/?;",
        "/uri/%00%FF",
        "/uri/~:@!$&'()*+,="
      })
  void target_originForm_isSeenUnchanged(String target) throws IOException {
    Answer answer = send("GET " + target + " HTTP/1.1\r\nHost: example.org:81");
    assertThat(answer.text()).isEqualTo("http://example.org:81/ http://example.org:81" + target);
  }

  @Test
  void target_absoluteForm_overrulesHost() throws IOException {
    Answer answer = send("GET http://other:82/uri/a%20b?c HTTP/1.1\r\nHost: h");
    assertThat(answer.text()).isEqualTo("http://other:82/ http://other:82/uri/a%20b?c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://other?a", "http://other", "http://other:1/"})
  void target_absoluteFormWithoutPath_isTheRoot(String target) throws IOException {
    assertThat(send("GET " + target + " HTTP/1.1\r\nHost: h").status()).isEqualTo(404);
  }

  @Test
  void path_beginningWithTwoSlashes_isNoAuthority() throws IOException {
    assertThat(send("GET /v1/c/x HTTP/1.1\r\nHost: h").text()).isEqualTo("resource");
    assertThat(send("GET //evil/v1/c/x HTTP/1.1\r\nHost: h").status()).isEqualTo(404);
    assertThat(send("GET //v1/c/x HTTP/1.1\r\nHost: h").status()).isEqualTo(404);
  }

  @Test
  void path_beginningWithAScheme_isAPath() throws IOException {
    assertThat(send("GET /http://h/v1/c/x HTTP/1.1\r\nHost: h").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[::1]:80", "my_host", "h:", "127.0.0.1", "a..b", "-"})
  void host_ofAnyForm_neverFails(String host) throws IOException {
    Answer answer = send("GET /uri HTTP/1.1\r\nHost: " + host);
    assertThat(answer.text()).isEqualTo("http://" + host + "/ http://" + host + "/uri");
  }

  @Test
  void asterisk_options_isNoContent() throws IOException {
    assertThat(send("OPTIONS * HTTP/1.1\r\nHost: h").status()).isEqualTo(204);
  }
}
