package dev.etagere.server.query.walk;

import dev.etagere.server.query.QueryField;
import java.io.Serial;

/**
 * An order by several fields cannot be had: too many resources are alike in the first one, whose
 * index does not tell them apart.
 */
public final class TooManyAlikeException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** Makes the exception, without a stack trace: clients can ask for it as often as they like. */
  public TooManyAlikeException(String message) {
    super(message, null, false, false);
  }

  TooManyAlikeException(QueryField first, int most) {
    this(
        ("More than %d resources are alike in '%s', the first member of the sort, and only these"
                + " can be put in order by the others.")
            .formatted(most, first.label()));
  }
}
