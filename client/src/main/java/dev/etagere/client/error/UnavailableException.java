package dev.etagere.client.error;

import org.jspecify.annotations.Nullable;

/**
 * The server could not be reached or was not able to answer, and the call was given up. Nothing was
 * changed by it.
 */
public final class UnavailableException extends EtagereException {
  private static final long serialVersionUID = 1L;

  /** For the client itself. */
  public UnavailableException(String message, Request request, @Nullable Throwable cause) {
    super(message, request, cause);
  }
}
