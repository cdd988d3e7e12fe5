package dev.etagere.server.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Requests at random: sound in their framing and wild in all else, or sound ones with damage. */
final class HostileRequests {
  /** Sound requests, in which ~ is CR LF. */
  private static final List<String> SOUND =
      List.of(
          "GET /v1/notes/a?x=%20 HTTP/1.1~Host: h~If-None-Match: \"1-a\", W/\"b\"~~",
          "GET /v1/notes?limit=5&after=a HTTP/1.1~Host: [::1]:80~Accept: */*;q=0.5~~",
          "PUT /v1/notes/a HTTP/1.1~Host: h~Content-Type: application/json~If-Match: *~"
              + "Content-Length: 14~~{\"a\":[1e5,\"\"]}",
          "PATCH /v1/notes/a HTTP/1.1~Host: h~If-Match: \"a\"~Prefer: return=minimal~"
              + "Content-Type: application/json-patch+json~Transfer-Encoding: chunked~~"
              + "1f~[{\"op\":\"remove\",\"path\":\"/a/b\"}~1;x=y~]~0~A: b~~",
          "POST http://h/v1/notes HTTP/1.1~Host: h~Expect: 100-continue~"
              + "Authorization: Bearer a~Content-Length: 2~~{}",
          "DELETE /v1/notes/a HTTP/1.1~Host: h~If-Match: \"a\"~"
              + "If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT~~");

  private static final byte[] TEMPTING =
      "\0\r\n\t \"'%/\\;:,=*?#[]{}()<>@\u007f\u0080\u00ff019azAZ"
          .getBytes(StandardCharsets.ISO_8859_1);

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "PUT", "POST", "PATCH", "DELETE", "OPTIONS", "TRACE");
  private static final List<String> TARGETS =
      List.of(
          "/v1/notes",
          "/v1/notes/a",
          "/v1/notes/a",
          "/v1/places",
          "/v1/tokens",
          "/v1/payments",
          "/v1/notes/%61?",
          "/v1/notes/%FF",
          "/v1/notes/..",
          "/v1//notes",
          "//v1/notes/a",
          "/",
          "/problems/stale",
          "/v1/notes?limit=0",
          "/v1/notes?limit=2&after=%C3",
          "*",
          "/v1/nothing",
          "http://h/v1/notes/a",
          "/v1/notes?=&&",
          "/v1/notes/a?%25=",
          "/v1/notes/" + "i".repeat(201));
  private static final List<String> FIELDS =
      List.of(
          "If-Match: *",
          "If-Match: \"a\", W/\"b\"",
          "If-Match: \"",
          "If-Match:",
          "If-Match: *, *",
          "If-None-Match: *",
          "If-None-Match: \"\u00e9\"",
          "If-None-Match: a",
          "If-Modified-Since: Tue, 30 Feb 1999 25:00:00 GMT",
          "If-Unmodified-Since: 0",
          "Idempotency-Key: \"k\"",
          "Idempotency-Key: k",
          "Idempotency-Key: \"\\",
          "Range: bytes=0-",
          "Prefer: return=representation",
          "Prefer: =;,\"",
          "Accept: application/json;q=x",
          "Accept: */*;q=0",
          "Accept: ;",
          "Accept-Encoding: gzip;q=",
          "Content-Type: a",
          "Content-Type:",
          "Content-Type: application/json",
          "Content-Type: application/json; charset=\"utf-8\"",
          "Content-Type: application/json-patch+json",
          "Content-Type: application/merge-patch+json",
          "Content-Encoding: gzip",
          "Content-Language: \u00ff",
          "Cookie: a=\"b",
          "Origin: null",
          "Authorization: Basic \u00e9",
          "X-Request-Id: \u00e9",
          "Accept-Language: en;q=2",
          "Upgrade: h2c",
          "X-HTTP-Method-Override: GARBAGE",
          "Connection: upgrade",
          "Forwarded: for=\"",
          "TE: trailers");
  private static final List<String> CONTENTS =
      List.of(
          "",
          "{}",
          "{\"a\":1}",
          "[",
          "[\"",
          "{\"a\":\"",
          "\"",
          "null",
          "[]",
          "{\"a\":1,\"a\":2}",
          "\u0000",
          "{\"country\":1}",
          "\u00ff",
          "{\"country\":\"a\",\"number\":[]}",
          "{\"user_session_id\":null}",
          "{\"a\":1e999999999}",
          "[{\"op\":\"add\",\"path\":\"/a/-\",\"value\":1}]",
          "[{\"op\":\"test\",\"path\":\"/\"}]",
          "[{\"op\":\"move\",\"from\":\"\",\"path\":\"/a\"}]",
          "{\"\\ud800\":1}",
          "{\"$a.b\":{\"\\u0000\":1}}",
          "{\"a\":" + "[".repeat(2000),
          "{\"a\":-0.0,\"b\":123456789012345678901234567890}");

  private final Random random;

  HostileRequests(Random random) {
    this.random = random;
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** A sound request with a few bytes changed. */
  String damaged() {
    byte[] bytes = any(SOUND).replace("~", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = TEMPTING[random.nextInt(TEMPTING.length)];
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** A request that says truly where it ends. */
  String wellFramed() {
    String content = any(CONTENTS);
    StringBuilder request =
        new StringBuilder(any(METHODS))
            .append(' ')
            .append(any(TARGETS))
            .append(" HTTP/1.1\r\nHost: h\r\n");
    for (int i = random.nextInt(5); i > 0; i--) {
      request.append(any(FIELDS)).append("\r\n");
    }
    if (random.nextInt(3) == 0 && !content.isEmpty()) {
      return request
          .append("Transfer-Encoding: chunked\r\n\r\n")
          .append(Integer.toHexString(content.length()))
          .append("\r\n")
          .append(content)
          .append("\r\n0\r\n\r\n")
          .toString();
    }
    return request
        .append("Content-Length: ")
        .append(content.length())
        .append("\r\n\r\n")
        .append(content)
        .toString();
  }
}
