package dev.etagere.client.error;

import org.jspecify.annotations.Nullable;

/**
 * What came back is no answer to the request: no JSON, no usable entity tag, an unknown status, a
 * redirect that is not followed, more bytes than allowed. It is not tried again. If the request was
 * to change something, it may have been done; {@link #key()} names it.
 */
public final class UnexpectedAnswerException extends EtagereException {
  private static final long serialVersionUID = 1L;

  /** For the client itself. */
  public UnexpectedAnswerException(String message, Request request, @Nullable Throwable cause) {
    super("Status " + request.status() + ". " + message, request, cause);
  }
}
