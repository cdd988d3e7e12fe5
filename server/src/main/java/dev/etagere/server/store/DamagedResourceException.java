package dev.etagere.server.store;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** What is stored is not what was written: its digest or its form is wrong. */
public final class DamagedResourceException extends StoreException {
  @Serial private static final long serialVersionUID = 1;

  /** Makes the exception; the message is for the log and for people, never for a remote caller. */
  public DamagedResourceException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
