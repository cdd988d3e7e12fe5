package dev.etagere.server.json;

import java.io.Serial;

/** A JSON text has so many parts that its tree would take more memory than it may. */
public final class JsonTooLargeException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  JsonTooLargeException(long mostBytes) {
    super("it has so many values that they would take more than " + mostBytes + " bytes of memory");
  }
}
