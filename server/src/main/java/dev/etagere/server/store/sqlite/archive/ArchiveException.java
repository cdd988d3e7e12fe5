package dev.etagere.server.store.sqlite.archive;

import dev.etagere.server.store.StoreException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** What was asked cannot be done; the message tells a person the thing, reason and remedy. */
public final class ArchiveException extends StoreException {
  @Serial private static final long serialVersionUID = 1;

  ArchiveException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
