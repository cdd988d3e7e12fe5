package dev.etagere.client.error;

/** 410: the resource was deleted. Nothing was changed. */
public final class GoneException extends EtagereException {
  private static final long serialVersionUID = 1L;

  /** For the client itself. */
  public GoneException(Request request) {
    super("The resource was deleted.", request, null);
  }
}
