package dev.etagere.server.config.text;

import java.io.Serial;

/** A text is no value of its key. */
public final class InvalidValueException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final String problem;
  private final String remedy;

  /** Makes the exception of a problem and its remedy, each without a full stop. */
  public InvalidValueException(String problem, String remedy) {
    super(problem);
    this.problem = problem;
    this.remedy = remedy;
  }

  /** Returns the mistake that this is at the given place. */
  public Mistake at(String origin, String key) {
    return new Mistake(origin, key, problem, remedy);
  }
}
