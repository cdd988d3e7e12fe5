package dev.etagere.server.store;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The write was sent and its answer did not come: it may have happened, now or later, or not. */
public final class UnknownOutcomeException extends StoreException {
  @Serial private static final long serialVersionUID = 1;

  /** Makes the exception; the message is for the log and for people, never for a remote caller. */
  public UnknownOutcomeException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
