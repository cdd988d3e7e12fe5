package dev.etagere.server.http.grizzly.body;

/** The content of a request is not delimited as its head says; where it ends cannot be trusted. */
public final class MalformedContentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedContentException(String detail) {
    // No stack trace: anybody can cause this at will, and the place in our code says nothing.
    super(detail, null, false, false);
  }
}
