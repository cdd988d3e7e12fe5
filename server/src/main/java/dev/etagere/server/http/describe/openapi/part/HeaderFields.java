package dev.etagere.server.http.describe.openapi.part;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.etagere.server.http.describe.Tree;
import java.util.Map;
import java.util.Objects;

/** The header fields of answers. */
public final class HeaderFields {
  private static final ImmutableMap<String, String> TEXTS =
      ImmutableMap.<String, String>builder()
          .put("ETag", "Names this version. Send it in If-Match with a change.")
          .put("Last-Modified", "When the resource was changed last; informative.")
          .put("Location", "The path of the resource that was created.")
          .put("Content-Location", "The path of the resource whose content this is.")
          .put("Cache-Control", "How the answer may be stored.")
          .put(
              "Idempotent-Replayed",
              "`true` where this is the answer to a repeat: nothing was done now.")
          .put("Preference-Applied", "`return=representation` where it was asked for.")
          .put("Link", "The pages before and beyond (RFC 8288).")
          .put("Retry-After", "After how many seconds the request may be sent again.")
          .put("WWW-Authenticate", "How to send a credential (RFC 6750).")
          .put("X-Request-Id", "The id of the request in the server's log.")
          .buildOrThrow();

  /** Found in every answer that they are described for; the others depend. */
  private static final ImmutableSet<String> ALWAYS =
      ImmutableSet.of("ETag", "X-Request-Id", "WWW-Authenticate", "Retry-After");

  private final Components components;

  /** Fields that are kept among these components once they are asked for. */
  public HeaderFields(Components components) {
    this.components = components;
  }

  /** References to fields, for an answer; the request's id is in every one. */
  public Map<String, Object> of(String... names) {
    Map<String, Object> fields = Tree.object();
    for (String name : names) {
      fields.put(name, field(name));
    }
    fields.put("X-Request-Id", field("X-Request-Id"));
    return fields;
  }

  private Map<String, Object> field(String name) {
    Map<String, Object> header =
        Tree.object("description", Objects.requireNonNull(TEXTS.get(name), name));
    if (ALWAYS.contains(name)) {
      header.put("required", true);
    }
    header.put("schema", schema(name));
    return components.header(name, header);
  }

  private static Map<String, Object> schema(String name) {
    return switch (name) {
      case "ETag" -> Tree.object("type", "string", "pattern", "^(W/)?\"[!#-~]*\"$");
      case "Idempotent-Replayed" -> Tree.object("type", "string", "const", "true");
      case "Retry-After" -> Tree.object("type", "integer", "minimum", 0);
      default -> Tree.object("type", "string");
    };
  }
}
