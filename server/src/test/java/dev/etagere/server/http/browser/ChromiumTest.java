package dev.etagere.server.http.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.etagere.server.EtagereServer;
import dev.etagere.server.config.NetworkConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page of another origin in a real browser: reads, updates with If-Match, and sees a 412. */
class ChromiumTest {
  private static final String PAGE =
      """
      <script>
      async function run() {
        const url = '%s';
        const json = {'Content-Type': 'application/json'};
        const make = await fetch(url, {method: 'PUT', body: '{"n":1}',
            headers: {...json, 'If-None-Match': '*'}});
        const read = await fetch(url);
        const tag = read.headers.get('ETag');
        const put = await fetch(url, {method: 'PUT', body: '{"n":2}',
            headers: {...json, 'If-Match': tag}});
        const stale = await fetch(url, {method: 'PUT', body: '{"n":3}',
            headers: {...json, 'If-Match': tag}});
        const problem = await stale.json();
        return [make.status, make.headers.get('Location'), (await read.json()).n, put.status,
            stale.status, problem.reason].join(' ');
      }
      run().catch(String).then(result => fetch('/result', {method: 'POST', body: result}));
      </script>
      """;

  @TempDir Path profile;

  private static Optional<Path> chromium() {
    return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Test
  void page_ofAnotherOrigin_readsUpdatesAndSeesAConflict() throws Exception {
    Assumptions.assumeTrue(chromium().isPresent(), "Chromium is not installed");
    CompletableFuture<String> result = new CompletableFuture<>();
    HttpServer pages =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String origin = "http://127.0.0.1:" + pages.getAddress().getPort();
    NetworkConfig config = NetworkConfig.DEFAULT.withCorsOrigins(ImmutableSet.of(origin));
    try (EtagereServer server = EtagereServer.builder().network(config).start()) {
      String page = PAGE.formatted(server.baseUri().resolve("/v1/notes/a"));
      pages.createContext("/page", exchange -> send(exchange, page));
      pages.createContext(
          "/result",
          exchange -> {
            result.complete(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            send(exchange, "");
          });
      pages.start();
      Process browser = browse(origin + "/page");
      try {
        assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo("201 /v1/notes/a 1 204 412 stale");
      } finally {
        browser.descendants().forEach(ProcessHandle::destroyForcibly);
        browser.destroyForcibly().waitFor();
      }
    } finally {
      pages.stop(0);
    }
  }

  private Process browse(String url) throws IOException {
    return new ProcessBuilder(
            chromium().orElseThrow().toString(),
            "--headless=new",
            "--no-sandbox", // CI runs as root, where Chromium's sandbox does not start.
            "--disable-gpu",
            "--no-first-run",
            "--user-data-dir=" + profile,
            "--remote-debugging-port=0", // Else it ends once the page is loaded.
            url)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void send(HttpExchange exchange, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html");
    exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
