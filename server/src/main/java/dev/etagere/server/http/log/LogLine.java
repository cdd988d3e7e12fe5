package dev.etagere.server.http.log;

/** What is logged of one event, in one line. */
@FunctionalInterface
public interface LogLine {
  /** Writes its words. Called later than it was logged, and by another thread. */
  void writeTo(LineText line);
}
