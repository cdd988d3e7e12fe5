package dev.etagere.server.schema;

/** A schema that cannot be used; the message says what is wrong, for whoever wrote it. */
public final class InvalidSchemaException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidSchemaException(String message) {
    super(message);
  }

  InvalidSchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}
