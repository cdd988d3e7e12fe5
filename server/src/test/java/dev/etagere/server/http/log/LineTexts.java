package dev.etagere.server.http.log;

/** What lines say. */
public final class LineTexts {
  private LineTexts() {}

  /** Without the end of the line. */
  public static String of(LogLine line) {
    return LineText.of(line);
  }
}
