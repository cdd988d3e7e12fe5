package dev.etagere.client.http;

import dev.etagere.client.key.IdempotencyKey;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it is sent at each attempt.
 *
 * @param method the HTTP method
 * @param uri what is asked for
 * @param fields the header fields, the key's among them
 * @param body the content, null if there is none
 * @param key the key it is sent with; null for what changes nothing
 * @param repeatable whether a second arrival cannot make a second change
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never changed: handed through.
public record Ask(
    String method,
    URI uri,
    Map<String, String> fields,
    byte @Nullable [] body,
    @Nullable IdempotencyKey key,
    boolean repeatable) {

  /** Whether it changes nothing (RFC 9110 §9.2.1). */
  public boolean isSafe() {
    return method.equals("GET");
  }

  /** The same request for another URI. */
  Ask at(URI other) {
    return new Ask(method, other, fields, body, key, repeatable);
  }
}
