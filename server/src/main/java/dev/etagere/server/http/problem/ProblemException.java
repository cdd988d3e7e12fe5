package dev.etagere.server.http.problem;

import com.google.common.collect.ImmutableMap;
import java.io.Serial;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient Problem problem;
  private final transient ImmutableMap<String, String> fields;

  /** Makes the exception without further header fields. */
  public ProblemException(Problem problem) {
    this(problem, ImmutableMap.of());
  }

  /**
   * Makes the exception, without a stack trace: it is an answer, not a fault.
   *
   * @param fields header fields of the answer
   */
  public ProblemException(Problem problem, ImmutableMap<String, String> fields) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
    this.fields = fields;
  }

  /** A request that breaks a grammar. */
  public static ProblemException badRequest(String detail) {
    return new ProblemException(Problem.of(ProblemType.BAD_REQUEST, detail));
  }

  /** The problem. */
  public Problem problem() {
    return problem;
  }

  /** Header fields of the answer. */
  public ImmutableMap<String, String> fields() {
    return fields;
  }
}
