package dev.etagere.server.http.grizzly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.grizzly.exchange.AccessLog;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One line per request, read where SLF4J's backend of these tests writes it. */
class AccessLogTest {
  private static final Logger LOGGER = Logger.getLogger(AccessLog.LOGGER);

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          lines.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @AutoClose private final RunningServer running = new RunningServer();

  @BeforeEach
  void listen() {
    LOGGER.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    LOGGER.removeHandler(handler);
    LOGGER.setLevel(null);
  }

  private String lineOf(String request) throws IOException, InterruptedException {
    try (RawConnection connection = running.connect()) {
      connection.send(request.replace("~", "\r\n"));
      connection.read();
      String line = lines.poll(10, TimeUnit.SECONDS);
      return line == null ? "no line" : line;
    }
  }

  @Test
  void line_ofARequest_hasItsParts() throws Exception {
    assertThat(lineOf("GET /small?after=secret&limit=3 HTTP/1.1~Host: h~X-Request-Id: id-1~~"))
        .matches("GET /small\\?after,limit 200 \\d+\\.\\d{3} 2 id-1 - [0-9a-f]{32}");
  }

  @Test
  void line_ofAnAnswerOfUnknownLength_countsItsContent() throws Exception {
    assertThat(lineOf("GET /stream HTTP/1.1~Host: h~X-Request-Id: id-1~~"))
        .matches("GET /stream 200 \\d+\\.\\d{3} 100000 id-1 - [0-9a-f]{32}");
  }

  @Test
  void line_withAForgedCaller_staysOneLine() throws Exception {
    assertThat(lineOf("GET /request-id HTTP/1.1~Host: h~X-Request-Id: a~~"))
        .matches("GET /request-id 200 \\d+\\.\\d{3} 3 a ann\\?bob [0-9a-f]{32}");
  }

  @Test
  void line_ofAProblem_hasItsStatusAndSize() throws Exception {
    assertThat(lineOf("POST /small HTTP/1.1~Host: h~X-Request-Id: a~~"))
        .matches("POST /small 405 \\d+\\.\\d{3} [1-9]\\d+ a - [0-9a-f]{32}");
  }

  @Test
  void line_ofARefusedHead_showsNothingOfIt() throws Exception {
    assertThat(lineOf("GET /%zz HTTP/1.1~Host: h~X-Request-Id: a~~"))
        .matches("- - 400 - [1-9]\\d+ [0-9a-z]{18} - [0-9a-f]{32}");
  }

  @Test
  void line_ofARequestInATrace_hasItsId() throws Exception {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    String field = "traceparent: 00-" + trace + "-00f067aa0ba902b7-01~";

    assertThat(lineOf("GET /small HTTP/1.1~Host: h~" + field + "~")).endsWith(" - " + trace);
    assertThat(lineOf("GET /small HTTP/1.1~Host: h~" + field + field + "~"))
        .as("sent twice, it is as if not sent")
        .doesNotContain(trace);
  }

  @Test
  void line_levelOff_isNotWritten() throws Exception {
    LOGGER.setLevel(Level.WARNING);
    try (RawConnection connection = running.connect()) {
      connection.request("GET", "/small").read();
    }
    // What is to be logged has been when this returns.
    running.server().close();
    assertThat(lines).isEmpty();
  }
}
