package dev.etagere.server.json;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bytes are not the JSON that is asked for. The message is for the sender: it says what is
 * wrong and where, and shows at most a few characters of what was sent.
 */
public final class InvalidJsonException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient @Nullable Position position;

  /**
   * A place in a text.
   *
   * @param line the line, the first one is 1
   * @param column the code point within the line, the first one is 1
   */
  public record Position(int line, int column) {}

  private InvalidJsonException(String message, @Nullable Position position) {
    super(message);
    this.position = position;
  }

  static InvalidJsonException of(String message) {
    return new InvalidJsonException(message, null);
  }

  static InvalidJsonException at(String text, int offset, String message) {
    int end = Math.min(offset, text.length());
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean crOfCrLf = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (c == '\n' || (c == '\r' && !crOfCrLf)) {
        line++;
        lineStart = i + 1;
      }
    }
    int column = text.codePointCount(lineStart, end) + 1;
    return new InvalidJsonException(
        message + " (line " + line + ", column " + column + ")", new Position(line, column));
  }

  /** Where the fault is, if it has a place; the message names it too. */
  public Optional<Position> position() {
    return Optional.ofNullable(position);
  }
}
