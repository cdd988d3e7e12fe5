package dev.etagere.client.error;

/**
 * Another status of 4xx, as 401, 403, 405 or 409 (a {@code test} of a JSON Patch failed). Nothing
 * was changed.
 */
public final class RefusedException extends EtagereException {
  private static final long serialVersionUID = 1L;

  /** For the client itself. */
  public RefusedException(Request request) {
    super("The server refuses with status " + request.status() + ".", request, null);
  }
}
