package dev.etagere.server.store;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The database cannot be reached or is too busy, and nothing was changed. A later try may succeed.
 */
public final class StoreUnavailableException extends StoreException {
  @Serial private static final long serialVersionUID = 1;

  /** Makes the exception; the message is for the log and for people, never for a remote caller. */
  public StoreUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
