package dev.etagere.server.http.auth;

import dev.etagere.server.http.log.LineField;

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
    return String.join(
        " ",
        LineField.safe(caller),
        LineField.safe(method),
        LineField.safe(path),
        before,
        after,
        String.valueOf(requestId));
  }
}
