package dev.etagere.server.store;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** There is no room for the write, and nothing was changed. */
public final class StoreFullException extends StoreException {
  @Serial private static final long serialVersionUID = 1;

  /** Makes the exception; the message is for the log and for people, never for a remote caller. */
  public StoreFullException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
