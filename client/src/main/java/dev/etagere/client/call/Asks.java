package dev.etagere.client.call;

import dev.etagere.client.http.Ask;
import dev.etagere.client.key.IdempotencyKey;
import dev.etagere.client.resource.Condition;
import dev.etagere.client.retry.Failures;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests.
 *
 * @param root the URI below which the collections are; ends with a slash
 * @param keysHonoured whether a repeat is recognised by its key
 */
public record Asks(URI root, boolean keysHonoured) {
  private static final String JSON = "application/json";

  URI collection(String collection) {
    return URI.create(root + segment(collection));
  }

  URI resource(String collection, String id) {
    return URI.create(root + segment(collection) + "/" + segment(id));
  }

  Ask read(URI uri, @Nullable String knownTag) {
    Map<String, String> fields = fields();
    if (knownTag != null) {
      fields.put("If-None-Match", knownTag);
    }
    return new Ask("GET", uri, fields, null, null, true);
  }

  Ask create(URI collection, byte[] content, IdempotencyKey key) {
    Map<String, String> fields = fields(key);
    fields.put("Content-Type", JSON);
    return new Ask("POST", collection, fields, content, key, keysHonoured);
  }

  Ask put(URI uri, byte[] content, Condition condition, IdempotencyKey key) {
    return change("PUT", uri, JSON, content, condition, key);
  }

  Ask patch(URI uri, String mediaType, byte[] content, Condition condition, IdempotencyKey key) {
    return change("PATCH", uri, mediaType, content, condition, key);
  }

  Ask delete(URI uri, Condition condition, IdempotencyKey key) {
    return change("DELETE", uri, null, null, condition, key);
  }

  private Ask change(
      String method,
      URI uri,
      @Nullable String mediaType,
      byte @Nullable [] content,
      Condition condition,
      IdempotencyKey key) {
    Map<String, String> fields = fields(key);
    fields.put(condition.field(), condition.value());
    if (mediaType != null) {
      fields.put("Content-Type", mediaType);
    }
    boolean repeatable = keysHonoured || condition.namesOneState();
    return new Ask(method, uri, fields, content, key, repeatable);
  }

  private static Map<String, String> fields(IdempotencyKey key) {
    Map<String, String> fields = fields();
    fields.put("Idempotency-Key", key.field());
    return fields;
  }

  private static Map<String, String> fields() {
    Map<String, String> fields = new HashMap<>();
    fields.put("Accept", JSON + ", application/problem+json");
    fields.put(
        Failures.REQUEST_ID, HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    return fields;
  }

  /** RFC 3986 §3.3; the URL encoder is made for forms, where a space is a plus. */
  private static String segment(String name) {
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException(
          "'" + name + "' cannot be a part of a URL. Give a name other than '', '.' and '..'.");
    }
    return URLEncoder.encode(name, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%7E", "~")
        .replace("*", "%2A");
  }
}
