package dev.etagere.server.patch;

import dev.etagere.server.json.InvalidJsonException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The bytes are no patch document. The message is for the sender. */
public final class InvalidPatchException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final String pointer;

  private InvalidPatchException(String pointer, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.pointer = pointer;
  }

  InvalidPatchException(String pointer, String message) {
    this(pointer, message, null);
  }

  static InvalidPatchException notJson(InvalidJsonException e) {
    return new InvalidPatchException("", String.valueOf(e.getMessage()), e);
  }

  /** A JSON Pointer into the patch document; empty for all of it. */
  public String pointer() {
    return pointer;
  }
}
