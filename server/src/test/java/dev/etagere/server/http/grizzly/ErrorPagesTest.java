package dev.etagere.server.http.grizzly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.grizzly.answer.ErrorPages;
import dev.etagere.server.http.grizzly.exchange.AccessLog;
import dev.etagere.server.http.grizzly.guard.ConnectionGuard;
import dev.etagere.server.http.log.LogThread;
import java.io.IOException;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Grizzly answers by itself, where a handler fails or gives up. */
class ErrorPagesTest {
  private static final HttpHandler FAILING =
      new HttpHandler() {
        @Override
        public void service(Request request, Response response) throws IOException {
          if (request.getRequestURI().equals("/fail")) {
            throw new IllegalStateException("secret text of an exception");
          }
          response.sendError(Integer.parseInt(request.getRequestURI().substring(1)));
        }
      };

  @ParameterizedTest
  @CsvSource({"/fail,500,internal-error", "/404,404,not-found", "/503,503,unavailable"})
  void page_ofAnError_isAProblem(String path, int status, String type) throws IOException {
    LogThread log = LogThread.start();
    NetworkListener listener = new NetworkListener("test", "localhost", 0);
    ConnectionGuard guard = new ConnectionGuard(RunningServer.SETTINGS.connections());
    listener.registerAddOn(new StrictHttp(RunningServer.SETTINGS, guard, new AccessLog(log)));
    listener.setDefaultErrorPageGenerator(new ErrorPages());
    HttpServer server = new HttpServer();
    server.getServerConfiguration().addHttpHandler(FAILING, "/");
    server.addListener(listener);
    server.start();
    try (RawConnection connection = new RawConnection(listener.getPort())) {
      Answer answer = connection.request("GET", path).read();
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.field("Content-Type").orElseThrow()).startsWith("application/problem+json");
      assertThat(answer.field("X-Request-Id")).isPresent();
      assertThat(answer.field("Date")).isPresent();
      assertThat(answer.text()).contains("/problems/" + type).doesNotContain("secret");
    } finally {
      server.shutdownNow();
      guard.close();
      log.close();
    }
  }
}
