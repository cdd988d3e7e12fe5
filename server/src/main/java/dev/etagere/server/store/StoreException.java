package dev.etagere.server.store;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The database failed. Unless a subclass says more, nothing is known about why. */
public class StoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** Makes the exception; the message is for the log and for people, never for a remote caller. */
  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
