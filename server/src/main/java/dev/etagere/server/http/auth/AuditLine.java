package dev.etagere.server.http.auth;

import dev.etagere.server.http.log.LineText;
import dev.etagere.server.http.log.LogLine;

/**
 * What is written of one change.
 *
 * @param caller who made it
 * @param path of what was changed
 * @param before the tag of the version that was replaced, or {@link #NONE}
 * @param after the tag of the version after, or {@link #NONE}
 */
record AuditLine(
    String caller, String method, String path, String before, String after, Object requestId)
    implements LogLine {
  static final String NONE = "-";

  @Override
  public void writeTo(LineText line) {
    line.word(caller).word(method).word(path);
    line.plain(before).plain(after).plain(requestId.toString());
  }
}
