package dev.etagere.server.http.log;

import com.google.common.base.CharMatcher;

/** What others have named, and a line tells. */
public final class LineField {
  private static final CharMatcher UNSAFE = CharMatcher.inRange('!', '~').negate().precomputed();

  private LineField() {}

  /** As one word: a subject of a token may hold anything, and a line break would forge a record. */
  public static String safe(String text) {
    return UNSAFE.replaceFrom(text, '?');
  }
}
