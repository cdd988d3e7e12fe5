package dev.etagere.server.patch;

import java.io.Serial;

/** An operation tests for another value than there is (RFC 6902 §4.6). For the sender. */
public final class PatchTestFailedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int operation;
  private final String path;

  PatchTestFailedException(int operation, String path, String message) {
    super(message);
    this.operation = operation;
    this.path = path;
  }

  /** The index of the operation in the patch, from 0. */
  public int operation() {
    return operation;
  }

  /** The JSON Pointer to the tested value, as the operation has it. */
  public String path() {
    return path;
  }
}
