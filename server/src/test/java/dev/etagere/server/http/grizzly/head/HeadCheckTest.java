package dev.etagere.server.http.grizzly.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads as they are sent; in the tables, ~ is CR LF, ^ is TAB. */
class HeadCheckTest {
  private final HeadCheck check = new HeadCheck(new HeadLimits(400, 5, 100));

  private void check(String head) {
    byte[] bytes = bytes(head);
    int end = HeadEnd.find(bytes, 0, 0, bytes.length);
    check.check(bytes, 0, end < 0 ? bytes.length : end);
  }

  private static byte[] bytes(String text) {
    return text.replace("~", "\r\n").replace('^', '\t').getBytes(StandardCharsets.ISO_8859_1);
  }

  private int statusOf(String head) {
    return catchThrowableOfType(HeadRefusedException.class, () -> check(head))
        .problem()
        .type()
        .status();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1~Host: h~~",
        "GET / HTTP/1.0~~",
        "GET /v1/a/b%20c?x=%2F&y=;z?/ HTTP/1.1~Host: example.org:8080~~",
        "GET //evil/v1/c/x HTTP/1.1~Host: h~~",
        "GET http://h/a?b HTTP/1.1~Host: h~~",
        "GET http://h HTTP/1.1~Host: h~~",
        "GET HTTPS://h?q HTTP/1.1~Host: h~~",
        "OPTIONS * HTTP/1.1~Host: h~~",
        "GET / HTTP/1.1~Host: [::1]:80~~",
        "GET / HTTP/1.1~Host: 127.0.0.1~~",
        "GET / HTTP/1.1~Host: my_host:~~",
        "GET / HTTP/1.1~host:^h^ ~~",
        "PUT / HTTP/1.1~Host: h~Content-Length: 0~~",
        "PUT / HTTP/1.1~Host: h~Content-Length:007~~",
        "PUT / HTTP/1.1~Host: h~Transfer-Encoding: CHUNKED~~",
        "PUT / HTTP/1.1~Host: h~Expect: 100-Continue~~",
        "TRACE / HTTP/1.1~Host: h~Content-Length: 0~~",
        "GET / HTTP/1.1~Host: h~X-Empty:~If-Match: \"a\", \"b\"^c~~",
        "GET / HTTP/1.1~Host: h~User-Agent: caf\u00e9~~",
        "GET / HTTP/1.1~Host: h~m!#$%&'*+-.`|': x~~"
      })
  void head_sound_passes(String head) {
    assertThatCode(() -> check(head)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "~~",
        "GET~Host: h~~",
        "GET /~Host: h~~",
        "GET  / HTTP/1.1~Host: h~~",
        " GET / HTTP/1.1~Host: h~~",
        "GET /  HTTP/1.1~Host: h~~",
        "GET / HTTP/1.1 ~Host: h~~",
        "GET^/^HTTP/1.1~Host: h~~",
        "G(T / HTTP/1.1~Host: h~~",
        "GET / http/1.1~Host: h~~",
        "GET / HTTP/1.~Host: h~~",
        "GET / HTTP/1.10~Host: h~~",
        "GET / HTTP/a.b~Host: h~~",
        "GET / HTTQ/1.1~Host: h~~",
        "GET /a b HTTP/1.1~Host: h~~",
        "GET /a\"b HTTP/1.1~Host: h~~",
        "GET /a\\b HTTP/1.1~Host: h~~",
        "GET /a|b HTTP/1.1~Host: h~~",
        "GET /a{b} HTTP/1.1~Host: h~~",
        "GET /a<b> HTTP/1.1~Host: h~~",
        "GET /a[b] HTTP/1.1~Host: h~~",
        "GET /a#b HTTP/1.1~Host: h~~",
        "GET /a`b HTTP/1.1~Host: h~~",
        "GET /a?b=\" HTTP/1.1~Host: h~~",
        "GET /a?b=| HTTP/1.1~Host: h~~",
        "GET /caf\u00e9 HTTP/1.1~Host: h~~",
        "GET /?caf\u00e9 HTTP/1.1~Host: h~~",
        "GET /a;b HTTP/1.1~Host: h~~",
        "GET /a;jsessionid=1?x HTTP/1.1~Host: h~~",
        "GET /% HTTP/1.1~Host: h~~",
        "GET /%1 HTTP/1.1~Host: h~~",
        "GET /%zz HTTP/1.1~Host: h~~",
        "GET /?a=%g1 HTTP/1.1~Host: h~~",
        "GET * HTTP/1.1~Host: h~~",
        "OPTIONS ** HTTP/1.1~Host: h~~",
        "GET a/b HTTP/1.1~Host: h~~",
        "GET h:80 HTTP/1.1~Host: h~~",
        "GET http:///a HTTP/1.1~Host: h~~",
        "GET http:// HTTP/1.1~Host: h~~",
        "GET http://u@h/a HTTP/1.1~Host: h~~",
        "GET http://h/a;b HTTP/1.1~Host: h~~",
        "GET ftp://h/a HTTP/1.1~Host: h~~",
        "GET / HTTP/1.1~~",
        "GET / HTTP/1.1~Host: a~Host: a~~",
        "GET / HTTP/1.0~Host: a~Host: a~~",
        "GET / HTTP/1.1~Host:~~",
        "GET / HTTP/1.1~Host: [::1~~",
        "GET / HTTP/1.1~Host: [zz]~~",
        "GET / HTTP/1.1~Host: a%zz~~",
        "GET / HTTP/1.1~Host: a b~~",
        "GET / HTTP/1.1~Host: a/b~~",
        "GET / HTTP/1.1~Host: a@b~~",
        "GET / HTTP/1.1~Host: a:b~~",
        "GET / HTTP/1.1~Host: a:1:2~~",
        "GET / HTTP/1.1~Host: a:99999~~",
        "GET / HTTP/1.1~Host: a:123456789~~",
        "GET / HTTP/1.1~Host: :80~~",
        "GET / HTTP/1.1~Host: h\u00e9~~",
        "PUT / HTTP/1.1~Host: h~Content-Length: 1~Content-Length: 1~~",
        "PUT / HTTP/1.1~Host: h~Content-Length: 1~Content-Length: 2~~",
        "PUT / HTTP/1.1~Host: h~Content-Length: 1, 1~~",
        "PUT / HTTP/1.1~Host: h~Content-Length: +1~~",
        "PUT / HTTP/1.1~Host: h~Content-Length: -1~~",
        "PUT / HTTP/1.1~Host: h~Content-Length: 0x1~~",
        "PUT / HTTP/1.1~Host: h~Content-Length: 1 1~~",
        "PUT / HTTP/1.1~Host: h~Content-Length:~~",
        "PUT / HTTP/1.1~Host: h~Content-Length: 9999999999999999999~~",
        "PUT / HTTP/1.1~Host: h~Content-Length: 1~Transfer-Encoding: chunked~~",
        "PUT / HTTP/1.1~Host: h~Transfer-Encoding: chunked~Content-Length: 1~~",
        "PUT / HTTP/1.1~Host: h~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~",
        "PUT / HTTP/1.1~Host: h~Transfer-Encoding:~~",
        "PUT / HTTP/1.0~Host: h~Transfer-Encoding: chunked~~",
        "TRACE / HTTP/1.1~Host: h~Content-Length: 5~~",
        "TRACE / HTTP/1.1~Host: h~Transfer-Encoding: chunked~~",
        "GET / HTTP/1.1~Host : h~~",
        "GET / HTTP/1.1~Host: h~Content-Length : 1~~",
        "GET / HTTP/1.1~Host: h~A B: 1~~",
        "GET / HTTP/1.1~Host: h~: 1~~",
        "GET / HTTP/1.1~Host: h~nocolon~~",
        "GET / HTTP/1.1~Host: h~A: 1~ folded~~",
        "GET / HTTP/1.1~Host: h~A: 1~^folded~~",
        "GET / HTTP/1.1~ Host: h~~",
        "GET / HTTP/1.1~Host: h~A\u00e9: 1~~",
        "GET / HTTP/1.1~Host: h~A: 1\0~~",
        "GET / HTTP/1.1~Host: h~A\u0001: 1~~",
        "GET / HTTP/1.1~Host: h~A: \u007f~~",
        "GET /\0 HTTP/1.1~Host: h~~",
        "GET / HTTP/1.1\nHost: h\n\n",
        "GET / HTTP/1.1~Host: h\n~~",
        "GET / HTTP/1.1~Host: h~A: 1\r2~~",
        "GET / HTTP/1.1\r\r\nHost: h~~",
        "\u0016\u0003\u0001"
      })
  void head_malformedOrAmbiguous_is400(String head) {
    assertThat(statusOf(head)).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "GET / HTTP/2.0~Host: h~~, 505",
        "GET / HTTP/0.9~Host: h~~, 505",
        "GET / HTTP/1.2~Host: h~~, 505",
        "CONNECT h:80 HTTP/1.1~Host: h~~, 501",
        "CONNECT / HTTP/1.1~Host: h~~, 501",
        "PRI * HTTP/2.0~~, 501",
        "FOO / HTTP/1.1~Host: h~~, 501",
        "get / HTTP/1.1~Host: h~~, 501",
        "m!#$%&*+-.| / HTTP/1.1~Host: h~~, 501",
        "PUT / HTTP/1.1~Host: h~Transfer-Encoding: gzip~~, 501",
        "PUT / HTTP/1.1~Host: h~Transfer-Encoding: identity~~, 501",
        "PUT / HTTP/1.1~Host: h~Transfer-Encoding: xchunked~~, 501",
        "PUT / HTTP/1.1~Host: h~Transfer-Encoding: chunkedx~~, 501",
        "PUT / HTTP/1.1~Host: h~Transfer-Encoding: chunked;a=b~~, 501",
        "`PUT / HTTP/1.1~Host: h~Transfer-Encoding: gzip, chunked~~`, 501",
        "PUT / HTTP/1.1~Host: h~Expect: 200-ok~~, 417",
        "PUT / HTTP/1.1~Host: h~Expect:~~, 417"
      })
  void head_notForThisServer_hasItsStatus(String head, int status) {
    assertThat(statusOf(head)).isEqualTo(status);
  }

  @Test
  void target_atItsLimit_passes() {
    assertThatCode(() -> check("GET /" + "a".repeat(99) + " HTTP/1.1~Host: h~~"))
        .doesNotThrowAnyException();
  }

  @Test
  void target_overItsLimit_is414() {
    assertThat(statusOf("GET /" + "a".repeat(100) + " HTTP/1.1~Host: h~~")).isEqualTo(414);
  }

  @Test
  void target_overItsLimitAndUnfinished_is414() {
    assertThat(statusOf("GET /" + "a".repeat(500))).isEqualTo(414);
  }

  @Test
  void fields_asManyAsAllowed_pass() {
    assertThatCode(() -> check("GET / HTTP/1.1~Host: h~" + "A: 1~".repeat(4) + "~"))
        .doesNotThrowAnyException();
  }

  @Test
  void fields_oneTooMany_is431() {
    assertThat(statusOf("GET / HTTP/1.1~Host: h~" + "A: 1~".repeat(5) + "~")).isEqualTo(431);
  }

  @Test
  void head_atItsLimit_passes() {
    String start = "GET / HTTP/1.1~Host: h~A: ";
    int rest = 400 - bytes(start + "~~").length;
    assertThatCode(() -> check(start + "a".repeat(rest) + "~~")).doesNotThrowAnyException();
  }

  @Test
  void head_overItsLimit_is431() {
    String start = "GET / HTTP/1.1~Host: h~A: ";
    int rest = 401 - bytes(start + "~~").length;
    assertThat(statusOf(start + "a".repeat(rest) + "~~")).isEqualTo(431);
  }

  @Test
  void head_overItsLimitAndUnfinished_is431() {
    assertThat(statusOf("GET / HTTP/1.1~Host: h~A: " + "a".repeat(500))).isEqualTo(431);
  }
}
