package dev.etagere.server.tool;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A command cannot do what it was asked; the message tells a person thing, reason and remedy. */
final class ToolException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  ToolException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
