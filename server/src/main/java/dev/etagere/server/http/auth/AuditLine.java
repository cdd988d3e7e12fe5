package dev.etagere.server.http.auth;

/**
 * What is written of one change.
 *
 * @param caller who made it
 * @param path of what was changed
 * @param before the tag of the version that was replaced, or {@link #NONE}
 * @param after the tag of the version after, or {@link #NONE}
 */
record AuditLine(
    String caller, String method, String path, String before, String after, Object requestId) {
  static final String NONE = "-";

  String text() {
    return String.join(" ", safe(caller), method, path, before, after, String.valueOf(requestId));
  }

  /** A subject of a token may hold anything; a line break would forge a record. */
  private static String safe(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.chars().forEach(c -> safe.append(c > ' ' && c < 0x7f ? (char) c : '?'));
    return safe.toString();
  }
}
