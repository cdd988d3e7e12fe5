package dev.etagere.client.error;

/** 404: there is no such resource, and none is remembered. Nothing was changed. */
public final class NotFoundException extends EtagereException {
  private static final long serialVersionUID = 1L;

  /** For the client itself. */
  public NotFoundException(Request request) {
    super("There is no such resource.", request, null);
  }
}
