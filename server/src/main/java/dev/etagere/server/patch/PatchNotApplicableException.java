package dev.etagere.server.patch;

import com.google.common.collect.ImmutableList;
import java.io.Serial;

/** A well-formed patch cannot be applied to the resource. For the sender. */
public final class PatchNotApplicableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient ImmutableList<Reason> reasons;

  /**
   * One reason.
   *
   * @param pointer a JSON Pointer into the patch document; empty for all of it
   * @param message what is wrong, for a person
   */
  public record Reason(String pointer, String message) {}

  private PatchNotApplicableException(Reason reason) {
    super(reason.message());
    this.reasons = ImmutableList.of(reason);
  }

  static PatchNotApplicableException at(String pointer, String message) {
    return new PatchNotApplicableException(new Reason(pointer, message));
  }

  /** Why: at present always one reason, since the first one ends the attempt. */
  public ImmutableList<Reason> reasons() {
    return reasons;
  }
}
