package dev.etagere.server.http.grizzly.head;

import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemType;

/** A request's head cannot be accepted, and where its message ends cannot be trusted any more. */
public final class HeadRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  HeadRefusedException(Problem problem) {
    // No stack trace: anybody can cause this at will, and the place in our code says nothing.
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  static HeadRefusedException malformed(String detail) {
    return new HeadRefusedException(Problem.of(ProblemType.BAD_REQUEST, detail));
  }

  /** What to tell the caller. */
  public Problem problem() {
    return problem;
  }
}
