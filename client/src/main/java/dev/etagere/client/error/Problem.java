package dev.etagere.client.error;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A problem document (RFC 9457 §3.1) as the server sent it.
 *
 * @param type the URI reference that names the kind of problem; {@code about:blank} if none was
 *     sent
 * @param title its short name, empty if none was sent
 * @param detail what happened this time, empty if none was sent
 * @param members the whole document, with its extension members
 */
public record Problem(String type, String title, String detail, JsonNode members) {
  /** Reads the members that every problem has; a member of another type counts as absent. */
  public static Problem of(JsonNode document) {
    return new Problem(
        document.path("type").asText("about:blank"),
        document.path("title").asText(""),
        document.path("detail").asText(""),
        document);
  }

  /** Whether the last segment of the type is this: {@code /problems/outcome-unknown}. */
  public boolean isOfType(String name) {
    return type.substring(type.lastIndexOf('/') + 1).equals(name);
  }

  @Override
  public String toString() {
    return title.isEmpty() ? detail : detail.isEmpty() ? title : title + ": " + detail;
  }
}
