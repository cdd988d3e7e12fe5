package dev.etagere.server.store;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The store cannot be opened; the message tells a person the thing, the reason and the remedy. */
public final class StoreOpenException extends StoreException {
  @Serial private static final long serialVersionUID = 1;

  /** Makes the exception; the message is for the log and for people, never for a remote caller. */
  public StoreOpenException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
