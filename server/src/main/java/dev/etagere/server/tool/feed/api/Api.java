package dev.etagere.server.tool.feed.api;

import dev.etagere.server.tool.feed.FeedException;
import dev.etagere.server.tool.feed.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * A server's API, for requests that are safe to repeat: each is sent again until it is answered, or
 * patience is at its end. Safe for use by many threads.
 */
public final class Api {
  /** Nothing was done, or nobody knows: both are remedied by the same request again. */
  private static final Set<Integer> AGAIN = Set.of(429, 502, 503, 504);

  private static final Duration CALL = Duration.ofSeconds(60);

  private final URI base;
  private final Map<String, String> fields;
  private final Patience patience;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /**
   * Makes a client.
   *
   * @param base the server, like {@code http://127.0.0.1:8080/}
   * @param token what to send as Bearer; empty for nothing
   * @param patience how long a request is sent again before that is given up
   */
  public Api(URI base, String token, Patience patience) {
    this.base = base;
    this.fields = token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token);
    this.patience = patience;
  }

  /**
   * Sends a request until it is answered.
   *
   * @param path from the root on
   * @throws FeedException if it is not answered in time, or the caller is not let in
   */
  HttpResponse<byte[]> send(String method, String path, Map<String, String> more, byte[] body) {
    HttpRequest request = request(method, path, more, body);
    Patience.Pauses pauses = patience.pauses();
    while (true) {
      Duration wait;
      String reason;
      try {
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (!AGAIN.contains(answer.statusCode())) {
          return admitted(answer);
        }
        reason = "it answers " + answer.statusCode();
        wait = asked(answer, pauses.next());
      } catch (IOException e) {
        reason = e.getClass().getSimpleName() + ": " + e.getMessage();
        wait = pauses.next();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new FeedException("It was interrupted. Run the same command again: it goes on.", e);
      }
      if (!pauses.pause(wait)) {
        throw new FeedException(
            "The server %s does not do what it is asked (%s). Run the same command again when it does: it goes on, and makes nothing twice."
                .formatted(base, reason),
            null);
      }
    }
  }

  private HttpRequest request(String method, String path, Map<String, String> more, byte[] body) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(path)).timeout(CALL);
    fields.forEach(builder::header);
    more.forEach(builder::header);
    return builder
        .method(
            method,
            body.length == 0
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  private HttpResponse<byte[]> admitted(HttpResponse<byte[]> answer) {
    String remedy =
        switch (answer.statusCode()) {
          case 401 -> "The server %s does not know you (401). Give a token.";
          case 403 ->
              "The server %s does not allow you this (403). Ask for the grant, or use another token.";
          default -> "";
        };
    if (!remedy.isEmpty()) {
      throw new FeedException(remedy.formatted(base), null);
    }
    return answer;
  }

  /** Retry-After in seconds, if the server sent one, or else the pause. */
  private static Duration asked(HttpResponse<byte[]> answer, Duration pause) {
    String field = answer.headers().firstValue("Retry-After").orElse("");
    return field.matches("[0-9]{1,4}") ? Duration.ofSeconds(Long.parseLong(field)) : pause;
  }
}
