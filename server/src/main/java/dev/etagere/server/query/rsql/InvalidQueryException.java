package dev.etagere.server.query.rsql;

import com.google.common.collect.ImmutableList;
import java.io.Serial;
import java.util.Collection;

/** A filter or an order that cannot be taken. */
public final class InvalidQueryException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int position;
  private final ImmutableList<String> allowed;

  /**
   * Makes the exception, without a stack trace: clients can ask for it as often as they like.
   *
   * @param message what is wrong and what would be right
   * @param position at which character of the text, from 0
   * @param allowed what may stand there, if that can be listed
   */
  InvalidQueryException(String message, int position, Collection<String> allowed) {
    super(message, null, false, false);
    this.position = position;
    this.allowed = ImmutableList.copyOf(allowed);
  }

  InvalidQueryException(String message, int position) {
    this(message, position, ImmutableList.of());
  }

  /** At which character of the text it is, from 0. */
  public int position() {
    return position;
  }

  /** What may stand there; empty if that cannot be listed. */
  public ImmutableList<String> allowed() {
    return allowed;
  }
}
