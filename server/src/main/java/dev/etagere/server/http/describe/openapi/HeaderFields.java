package dev.etagere.server.http.describe.openapi;

import com.google.common.collect.ImmutableMap;
import dev.etagere.server.http.describe.Tree;
import java.util.Map;

/** The header fields of answers. */
final class HeaderFields {
  static final String STRONG_TAG = "^\"[0-9]+-[0-9a-f]+\"$";

  private static final ImmutableMap<String, String> TEXTS =
      ImmutableMap.<String, String>builder()
          .put("ETag", "Names this version of the resource. Send it in If-Match with a change.")
          .put("Last-Modified", "When the resource was changed last; informative.")
          .put("Location", "The path of the resource that was created.")
          .put("Content-Location", "The path of the resource whose content this is.")
          .put("Cache-Control", "How the answer may be stored.")
          .put(
              "Idempotent-Replayed", "true where this is the answer to a repeat: nothing was done.")
          .put("Preference-Applied", "return=representation where it was asked for.")
          .put("Link", "The pages before and beyond (RFC 8288).")
          .put("Retry-After", "After how many seconds the request may be sent again.")
          .put("WWW-Authenticate", "How to send a credential (RFC 6750).")
          .put("Accept", "The media types that are taken here.")
          .put("Accept-Patch", "The media types that a PATCH takes here (RFC 5789).")
          .put("X-Request-Id", "The id of the request in the server's log.")
          .buildOrThrow();

  private HeaderFields() {}

  /** Adds the components. */
  static void addTo(Components components) {
    TEXTS.forEach(
        (name, text) ->
            components
                .headers()
                .put(name, Tree.object("description", text, "schema", schema(name))));
    // Found in every answer of its kind; the others depend.
    for (String name : new String[] {"ETag", "X-Request-Id", "WWW-Authenticate", "Retry-After"}) {
      components.headers().computeIfPresent(name, (key, header) -> required(header));
    }
  }

  private static Object required(Object header) {
    Map<?, ?> optional = (Map<?, ?>) header;
    return Tree.object(
        "description",
        optional.get("description"),
        "required",
        true,
        "schema",
        optional.get("schema"));
  }

  private static Map<String, Object> schema(String name) {
    return switch (name) {
      case "Idempotent-Replayed" -> Tree.object("type", "string", "const", "true");
      case "Retry-After" -> Tree.object("type", "integer", "minimum", 0);
      default -> Tree.object("type", "string");
    };
  }

  /** References to fields, for an answer; the request's id is in every one. */
  static Map<String, Object> of(String... names) {
    Map<String, Object> fields = Tree.object();
    for (String name : names) {
      fields.put(name, Components.ref("headers", name));
    }
    fields.put("X-Request-Id", Components.ref("headers", "X-Request-Id"));
    return fields;
  }
}
