package dev.etagere.client.error;

/**
 * 422: the idempotency key was used for another request before. Nothing was changed; choose a new
 * key for a new change.
 */
public final class KeyReuseException extends EtagereException {
  private static final long serialVersionUID = 1L;

  /** For the client itself. */
  public KeyReuseException(Request request) {
    super("The idempotency key belongs to another request.", request, null);
  }
}
