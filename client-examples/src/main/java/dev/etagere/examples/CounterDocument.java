package dev.etagere.examples;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A note on a server that holds nothing but a count. Any number of threads may use it. */
final class CounterDocument {
  /** More than a slow disk needs, and the end of waiting for a server that does not answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Pattern COUNT = Pattern.compile("\\{\"count\":(\\d{1,9})}");

  private final HttpClient client;
  private final URI uri;

  private CounterDocument(HttpClient client, URI uri) {
    this.client = client;
    this.uri = uri;
  }

  /** What was read: the count, and the entity tag that names this very version of it. */
  record Reading(int count, String entityTag) {}

  /**
   * Creates a document with the count 0, under an id that the server makes.
   *
   * @throws IOException if the server cannot be reached, or does not answer 201
   */
  static CounterDocument create(HttpClient client, URI notes)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        send(client, json(notes).POST(BodyPublishers.ofString(content(0))).build());
    if (response.statusCode() != 201) {
      throw unexpected("POST", response);
    }
    return new CounterDocument(client, notes.resolve(field(response, "Location")));
  }

  /**
   * Reads the count (RFC 9110 §9.3.1).
   *
   * @throws IOException if the server cannot be reached, or does not answer 200 with a count
   */
  Reading read() throws IOException, InterruptedException {
    HttpResponse<String> response = send(client, request(uri).GET().build());
    Matcher count = COUNT.matcher(response.body());
    if (response.statusCode() != 200 || !count.matches()) {
      throw unexpected("GET", response);
    }
    return new Reading(Integer.parseInt(count.group(1)), field(response, "ETag"));
  }

  /**
   * Writes the count if nobody has changed the document since it was read (RFC 9110 §13.1.1).
   *
   * @return false if somebody has; nothing was written then
   * @throws IOException if the server cannot be reached, or answers neither 204 nor 412
   */
  boolean replace(Reading base, int count) throws IOException, InterruptedException {
    HttpResponse<String> response =
        send(
            client,
            json(uri)
                .header("If-Match", base.entityTag())
                .PUT(BodyPublishers.ofString(content(count)))
                .build());
    return switch (response.statusCode()) {
      case 204 -> true;
      case 412 -> false;
      default -> throw unexpected("PUT", response);
    };
  }

  private static String content(int count) {
    return "{\"count\":" + count + "}";
  }

  private static HttpRequest.Builder json(URI uri) {
    return request(uri).header("Content-Type", "application/json");
  }

  private static HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(PATIENCE);
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  private static String field(HttpResponse<String> response, String name) throws IOException {
    return response
        .headers()
        .firstValue(name)
        .orElseThrow(
            () -> new IOException(response.uri() + " answered without the field " + name + "."));
  }

  private static IOException unexpected(String method, HttpResponse<String> response) {
    return new IOException(
        "%s %s answered %d: %s"
            .formatted(method, response.uri(), response.statusCode(), response.body()));
  }
}
