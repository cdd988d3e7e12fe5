package dev.etagere.server.tool.feed;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A server or store does not take or give anything; the message tells a person reason and remedy.
 */
public final class FeedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** Makes the exception. */
  public FeedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
