package dev.etagere.server.precondition;

import java.io.Serial;

/** A header field that cannot be parsed: it is refused, never ignored. */
public final class MalformedFieldException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final String fieldName;

  /**
   * Makes the exception.
   *
   * @param fieldName the field's name
   * @param reason what is wrong and what would be right; it may be shown to the caller
   */
  public MalformedFieldException(String fieldName, String reason) {
    super("The field " + fieldName + " is malformed: " + reason + ".");
    this.fieldName = fieldName;
  }

  /** The field's name. */
  public String fieldName() {
    return fieldName;
  }
}
