package dev.etagere.server.tool;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;

/** A command cannot do what it was asked; the message tells a person thing, reason and remedy. */
final class ToolException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int code;

  ToolException(String message, @Nullable Throwable cause) {
    this(message, cause, ExitCode.SOFTWARE);
  }

  private ToolException(String message, @Nullable Throwable cause, int code) {
    super(message, cause);
    this.code = code;
  }

  /** The options or the configuration have a mistake, so that nothing was begun. */
  static ToolException misuse(String message, @Nullable Throwable cause) {
    return new ToolException(message, cause, ExitCode.USAGE);
  }

  /** The code to end with. */
  int code() {
    return code;
  }
}
