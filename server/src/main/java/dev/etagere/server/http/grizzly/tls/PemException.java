package dev.etagere.server.http.grizzly.tls;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Certificate or key cannot be used; the message says why and what to do, for people. */
public final class PemException extends IOException {
  private static final long serialVersionUID = 1L;

  PemException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
