package dev.etagere.server.http.grizzly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Which thread runs a request. */
class DispatchTest {
  private static String threadOf(RunningServer running, String request) throws IOException {
    try (RawConnection connection = running.connect()) {
      return connection.send(request).read().text();
    }
  }

  private static final String READ = "GET /thread HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final String READ_WITH_CONTENT =
      "GET /thread HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nab";

  @Test
  void read_byDefault_runsOnAWorker() throws IOException {
    try (RunningServer running = new RunningServer()) {
      assertThat(threadOf(running, READ)).startsWith("etagere-worker");
    }
  }

  @Test
  void read_onSelector_runsThereWithContentToo() throws IOException {
    try (RunningServer running =
        new RunningServer(RunningServer.SETTINGS.withQuickPaths(path -> true))) {
      assertThat(threadOf(running, READ)).contains("Selector");
      assertThat(threadOf(running, READ_WITH_CONTENT)).contains("Selector");
    }
  }

  @Test
  void read_onSelector_isOnlyThatOfTheNamedPaths() throws IOException {
    try (RunningServer running =
        new RunningServer(RunningServer.SETTINGS.withQuickPaths("/other"::equals))) {
      assertThat(threadOf(running, READ)).startsWith("etagere-worker");
    }
  }

  private static String change(int bytes) {
    return "PUT /thread HTTP/1.1\r\nHost: h\r\nContent-Length: "
        + bytes
        + "\r\n\r\n"
        + "x".repeat(bytes);
  }

  @Test
  void change_onSelector_isOnlyThatWithLittleContent() throws IOException {
    String chunked =
        "PUT /thread HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n";
    try (RunningServer running =
        new RunningServer(RunningServer.SETTINGS.withQuickPaths(path -> true))) {
      assertThat(threadOf(running, change(2))).contains("Selector");
      assertThat(threadOf(running, change(Dispatch.LITTLE_CONTENT))).contains("Selector");
      assertThat(threadOf(running, change(Dispatch.LITTLE_CONTENT + 1)))
          .startsWith("etagere-worker");
      assertThat(threadOf(running, chunked)).startsWith("etagere-worker");
    }
  }

  @Test
  void answer_largerThanAnySocketBufferOnSelector_doesNotBlockOtherConnections()
      throws IOException {
    try (RunningServer running =
            new RunningServer(RunningServer.SETTINGS.withQuickPaths(path -> true));
        RawConnection lazy = running.connect()) {
      for (int i = 0; i < 200; i++) {
        lazy.request("GET", "/large");
      }
      // More than all selectors together could serve if each of them waited for the lazy reader.
      for (int i = 0; i < 20; i++) {
        assertThat(threadOf(running, READ)).contains("Selector");
      }
    }
  }
}
