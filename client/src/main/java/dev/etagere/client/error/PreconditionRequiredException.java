package dev.etagere.client.error;

/** 428: the server demands a precondition that was not sent (RFC 6585 §3). Nothing was changed. */
public final class PreconditionRequiredException extends EtagereException {
  private static final long serialVersionUID = 1L;

  /** For the client itself. */
  public PreconditionRequiredException(Request request) {
    super("The server demands a precondition.", request, null);
  }
}
