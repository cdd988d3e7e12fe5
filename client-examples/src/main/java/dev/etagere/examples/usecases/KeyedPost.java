package dev.etagere.examples.usecases;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A POST that may be sent any number of times, by anybody: its key makes it one request.
 *
 * @param collection where to
 * @param key names the intent, and is made with it, not with the request; printable ASCII without
 *     quotes and backslashes
 * @param content a JSON object, the same in every repeat
 */
record KeyedPost(URI collection, String key, String content) {
  /** More than a slow disk needs, and the end of waiting for a server that does not answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * What was answered.
   *
   * @param location where the one resource is
   * @param replayed whether an earlier request had made it
   */
  record Answer(String location, boolean replayed) {}

  /**
   * Sends it, and waits for the answer.
   *
   * @throws IOException if there is none, or it is not 201: nobody knows then whether the request
   *     took effect, and the remedy is to send it again
   */
  Answer send(HttpClient client) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(collection)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", quotedKey())
            .POST(BodyPublishers.ofString(content))
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 201) {
      throw Unexpected.answer("POST", response);
    }
    return new Answer(
        response.headers().firstValue("Location").orElseThrow(),
        response.headers().firstValue("Idempotent-Replayed").isPresent());
  }

  /**
   * Sends it, and hangs up before any of the answer is read: it is lost, and nobody on this side
   * knows whether the request took effect.
   *
   * @throws IOException if it could not be sent
   */
  void loseAnswer() throws IOException {
    byte[] body = content.getBytes(StandardCharsets.UTF_8);
    String head =
        """
        POST %s HTTP/1.1
        Host: %s
        Content-Type: application/json
        Content-Length: %d
        Idempotency-Key: %s

        """
            .formatted(collection.getRawPath(), collection.getAuthority(), body.length, quotedKey())
            .replace("\n", "\r\n");
    try (Socket socket = new Socket(collection.getHost(), port())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(body);
    }
  }

  private String quotedKey() {
    return '"' + key + '"';
  }

  private int port() {
    return collection.getPort() < 0 ? 80 : collection.getPort();
  }
}
