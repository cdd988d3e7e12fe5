package dev.etagere.server.config.load;

import dev.etagere.server.config.text.Mistake;
import java.io.Serial;

/** A file as a whole cannot be understood. */
final class UnreadableFileException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  // Transient: nobody serializes it.
  private final transient Mistake mistake;

  UnreadableFileException(String origin, String problem, String remedy) {
    super(problem);
    this.mistake = new Mistake(origin, "", problem, remedy);
  }

  Mistake mistake() {
    return mistake;
  }
}
