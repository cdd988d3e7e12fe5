package dev.etagere.server.http.log;

/** What is logged of one event, in one line. */
@FunctionalInterface
public interface LogLine {
  /** Writes its words; quickly, since other lines wait meanwhile. */
  void writeTo(LineText line);
}
