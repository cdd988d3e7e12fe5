package dev.etagere.server.http.auth;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is written of one change.
 *
 * @param caller who made it
 * @param path of what was changed
 * @param replaced the tag of the version before, as the endpoint knows it, or null
 * @param ifMatch the field's lines
 * @param status of the answer
 * @param after the tag of the version after, or {@link #NONE}
 */
record AuditLine(
    String caller,
    String method,
    String path,
    @Nullable String replaced,
    List<String> ifMatch,
    int status,
    String after,
    Object requestId) {
  static final String NONE = "-";

  private static final String UNCHANGED = "=";
  private static final Pattern TAG = Pattern.compile("\"([0-9]+)-([^\"]*)\"");

  /** Whether there was a change at all. */
  boolean tellsAChange() {
    return !before().equals(UNCHANGED);
  }

  String text() {
    return String.join(" ", safe(caller), method, path, before(), after, String.valueOf(requestId));
  }

  private String before() {
    if (replaced != null) {
      return replaced;
    }
    String named = ifMatch.size() != 1 ? "" : ifMatch.get(0).strip();
    if (status == 201) {
      return NONE;
    } else if (!after.equals(NONE) && named.contains(after)) {
      return UNCHANGED;
    }
    return TAG.matcher(named).matches() ? named : predecessor(after);
  }

  /** Each change counts the version up by one; where the tag does not say it, it is not known. */
  private static String predecessor(String tag) {
    Matcher parts = TAG.matcher(tag);
    return parts.matches()
        ? "\"" + (Long.parseLong(parts.group(1)) - 1) + "-" + parts.group(2) + "\""
        : "?";
  }

  /** A subject of a token may hold anything; a line break would forge a record. */
  private static String safe(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.chars().forEach(c -> safe.append(c > ' ' && c < 0x7f ? (char) c : '?'));
    return safe.toString();
  }
}
