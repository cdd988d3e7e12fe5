package dev.etagere.server;

import dev.etagere.server.config.load.ConfigLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Starts a server in a temporary folder, uses each method once, and ends. Run under {@code
 * -XX:ArchiveClassesAtExit}, it makes the archive of classes with which the program starts sooner.
 */
public final class Rehearsal {
  /** Only ends a hang. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Rehearsal() {}

  /** No arguments. Ends the process with another code than 0 if a request was not answered. */
  public static void main(String[] args) throws IOException {
    Logging.configure();
    Path folder = Files.createTempDirectory("etagere-rehearsal");
    int code;
    try {
      code = run(folder);
    } finally {
      delete(folder);
    }
    if (code != 0) {
      System.exit(code);
    }
  }

  /** Neither this environment nor a configuration that lies here counts. */
  private static int run(Path folder) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
    return new ServerCommand(
            new ConfigLoader(folder, Map.of()),
            EtagereServer::start,
            Rehearsal::perform,
            nowhere,
            err)
        .run("--port", "0", "--data", folder.resolve("data").toString());
  }

  private static void perform(RunningServer server, Runnable ready) {
    try (server) {
      ready.run();
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      for (HttpRequest request : requests(server.baseUri())) {
        HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
        if (answer.statusCode() >= 500) {
          throw new IllegalStateException(request + " was answered " + answer.statusCode());
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("The server did not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<HttpRequest> requests(URI base) {
    URI all = base.resolve("/v1/notes");
    URI one = base.resolve("/v1/notes/rehearsed");
    return List.of(
        json(one, "PUT", "{\"list\":[]}").header("If-None-Match", "*").build(),
        json(one, "PUT", "{\"list\":[]}").header("If-Match", "\"1-stale\"").build(),
        json(one, "PUT", "{\"list\":[]}").header("If-Match", "*").build(),
        of(one, "PATCH", "[{\"op\":\"add\",\"path\":\"/list/-\",\"value\":1}]")
            .header("Content-Type", "application/json-patch+json")
            .header("If-Match", "*")
            .header("Idempotency-Key", "\"rehearsed\"")
            .build(),
        json(all, "POST", "{\"pad\":1.5}").header("Idempotency-Key", "\"rehearsed\"").build(),
        of(one, "GET", "").build(),
        of(all, "GET", "").build(),
        of(one, "DELETE", "").header("If-Match", "*").build());
  }

  private static HttpRequest.Builder json(URI uri, String method, String body) {
    return of(uri, method, body).header("Content-Type", "application/json");
  }

  private static HttpRequest.Builder of(URI uri, String method, String body) {
    return HttpRequest.newBuilder(uri)
        .timeout(PATIENCE)
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
