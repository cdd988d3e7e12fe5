package dev.etagere.client.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Optional;

/**
 * An answer with all of its content.
 *
 * @param uri what answered, after redirects
 * @param status the status code
 * @param headers the header fields
 * @param body the content
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never changed: handed through.
public record Answer(URI uri, int status, HttpHeaders headers, byte[] body) {
  /** The first value of a field. */
  public Optional<String> field(String name) {
    return headers.firstValue(name);
  }

  /** Whether the content says that it is JSON of any kind (RFC 6838 §4.2.8). */
  public boolean isJson() {
    String type = field("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    String essence = type.split(";", 2)[0].strip();
    return essence.equals("application/json") || essence.endsWith("+json");
  }

  /** Whether the content is a problem document (RFC 9457 §3). */
  public boolean isProblem() {
    return field("Content-Type")
        .orElse("")
        .toLowerCase(Locale.ROOT)
        .startsWith("application/problem+json");
  }
}
