package dev.etagere.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.WireAnswers.Answer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Requests that nobody thought of: whatever is sent, the server answers or closes, never fails
 * itself, and never loses count of where a request ends.
 */
interface HostileBytesContract extends HttpTest {
  /** The same requests in each build; others by {@code -Detagere.seed=NUMBER}. */
  long SEED = Long.getLong("etagere.seed", 9110);

  int REQUESTS = 400;

  /**
   * Sends a request and a sound one behind it, and reads to the connection's end.
   *
   * @param ends whether the caller says that nothing follows, so that the server does not wait for
   *     the rest of a request whose length was damaged
   * @return the answers; none where the server broke the connection off
   */
  private List<Answer> exchange(String request, String secondId, boolean ends) throws IOException {
    URI base = http().base();
    String second =
        "GET /v1/notes/never-made HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX-Request-Id: "
            + secondId
            + "\r\n\r\n";
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write((request + second).getBytes(StandardCharsets.ISO_8859_1));
      if (ends) {
        socket.shutdownOutput();
      }
      return WireAnswers.of(socket.getInputStream().readAllBytes(), request.startsWith("HEAD "));
    } catch (SocketException reset) {
      return List.of();
    }
  }

  private static void assertNoFailure(List<Answer> answers, String what) {
    assertThat(answers)
        .as(what)
        .hasSizeLessThanOrEqualTo(2)
        .allMatch(answer -> answer.status() < 500 || List.of(501, 505).contains(answer.status()));
  }

  private static boolean isAnswered(List<Answer> answers, String secondId) {
    return answers.size() == 2 && answers.get(1).isTo(secondId) && answers.get(1).status() == 404;
  }

  @Test
  default void requests_damagedAtRandom_areNeverAFailureOfTheServer() throws IOException {
    long seed = SEED;
    HostileRequests requests = new HostileRequests(new Random(seed));
    int answered = 0;
    for (int i = 0; i < REQUESTS; i++) {
      String request = requests.damaged();
      String secondId = "second-" + i;
      List<Answer> answers = exchange(request, secondId, true);
      String what = "seed %d, request %d: %s%n%s".formatted(seed, i, request, answers);
      assertNoFailure(answers, what);
      answered += isAnswered(answers, secondId) ? 1 : 0;
    }
    assertThat(answered)
        .as("of %d, seed %d: damage that framing survives", REQUESTS, seed)
        .isPositive();
  }

  @Test
  default void requests_wellFramedAtRandom_neverHideTheNextOne() throws IOException {
    long seed = SEED;
    HostileRequests requests = new HostileRequests(new Random(seed));
    int answered = 0;
    for (int i = 0; i < REQUESTS; i++) {
      String request = requests.wellFramed();
      String secondId = "second-" + i;
      List<Answer> answers = exchange(request, secondId, false);
      String what = "seed %d, request %d: %s%n%s".formatted(seed, i, request, answers);
      assertNoFailure(answers, what);
      boolean second = isAnswered(answers, secondId);
      assertThat(second || answers.isEmpty() || answers.get(0).closes()).as(what).isTrue();
      answered += second ? 1 : 0;
    }
    assertThat(answered).as("of %d, seed %d", REQUESTS, seed).isGreaterThan(REQUESTS / 4);
  }
}
