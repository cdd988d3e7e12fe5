package dev.etagere.client.error;

import org.jspecify.annotations.Nullable;

/**
 * The call was given up, and the change may have been made or not. Where the server honours
 * idempotency keys, the same request with the same {@link #key()} tells which, and cannot make the
 * change twice.
 */
public final class OutcomeUnknownException extends EtagereException {
  private static final long serialVersionUID = 1L;

  /** For the client itself. */
  public OutcomeUnknownException(String message, Request request, @Nullable Throwable cause) {
    super("The change may have been made or not. " + message, request, cause);
  }

  /**
   * Whether the server says that the current version was made by an identical request, not
   * necessarily by this one. It settles the matter only if no one else could have sent the same
   * content for the same version.
   */
  public boolean alreadyApplied() {
    return problem().filter(p -> p.members().path("alreadyApplied").asBoolean()).isPresent();
  }
}
