package dev.etagere.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.EtagereServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Damaged requests: whatever is sent, the server answers or closes, and never fails itself. */
class HostileBytesTest {
  private static final int REQUESTS = 400;

  /** A failure of the server: every 5xx but "not implemented" and "HTTP version not supported". */
  private static final Pattern FAILURE = Pattern.compile("HTTP/1\\.1 5(?!01|05)");

  /** Sound requests, in which ~ is CR LF. */
  private static final List<String> SOUND =
      List.of(
          "GET /v1/notes/a?x=%20 HTTP/1.1~Host: h~If-None-Match: \"1-a\", W/\"b\"~~",
          "GET /v1/notes?limit=5&after=a HTTP/1.1~Host: [::1]:80~Accept: */*;q=0.5~~",
          "PUT /v1/notes/a HTTP/1.1~Host: h~Content-Type: application/json~If-Match: *~"
              + "Content-Length: 14~~{\"a\":[1e5,\"\"]}",
          "PATCH /v1/notes/a HTTP/1.1~Host: h~If-Match: \"a\"~Prefer: return=minimal~"
              + "Content-Type: application/json-patch+json~Transfer-Encoding: chunked~~"
              + "1e~[{\"op\":\"remove\",\"path\":\"/a\"}~1;x=y~]~0~A: b~~",
          "POST http://h/v1/notes HTTP/1.1~Host: h~Expect: 100-continue~"
              + "Authorization: Bearer a~Content-Length: 2~~{}",
          "DELETE /v1/notes/a HTTP/1.1~Host: h~If-Match: \"a\"~"
              + "If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT~~");

  private static final byte[] TEMPTING =
      "\0\r\n\t \"'%/\\;:,=*?#[]{}()<>@\u007f\u0080\u00ff019azAZ"
          .getBytes(StandardCharsets.ISO_8859_1);

  private static byte[] damaged(Random random) {
    byte[] bytes =
        SOUND
            .get(random.nextInt(SOUND.size()))
            .replace("~", "\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = TEMPTING[random.nextInt(TEMPTING.length)];
    }
    return bytes;
  }

  private static String exchange(int port, byte[] bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketException reset) {
      return "";
    }
  }

  @Test
  void requests_damagedAtRandom_areNeverAFailureOfTheServer() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    try (EtagereServer server = EtagereServer.builder().start()) {
      for (int i = 0; i < REQUESTS; i++) {
        byte[] bytes = damaged(random);
        String answer = exchange(server.baseUri().getPort(), bytes);
        assertThat(FAILURE.matcher(answer).find())
            .as(
                "seed %d, request %d: %s%n%s",
                seed, i, new String(bytes, StandardCharsets.ISO_8859_1), answer)
            .isFalse();
      }
    }
  }
}
