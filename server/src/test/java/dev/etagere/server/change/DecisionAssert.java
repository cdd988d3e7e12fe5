package dev.etagere.server.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.change.Outcome.Reason;
import dev.etagere.server.change.Outcome.Requirement;
import dev.etagere.server.resource.StoredResource.Live;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the rows of the contract say about a verdict. */
final class DecisionAssert {
  private DecisionAssert() {}

  /** Nothing is written, and this is the answer. */
  static void assertAnswer(Verdict verdict, Outcome outcome) {
    assertThat(verdict).isEqualTo(new Verdict.Answer(outcome));
  }

  /** 412 of a resource that does not look like a repeat. */
  static void assertFails(Verdict verdict, Reason reason, @Nullable Live current) {
    assertAnswer(verdict, new Outcome.PreconditionFailed(reason, current, false));
  }

  /** 428. */
  static void assertRequires(Verdict verdict, Requirement requirement) {
    assertAnswer(verdict, new Outcome.PreconditionRequired(requirement));
  }

  /** The write that was decided, which is one that rests on the stored version. */
  static Verdict.CompareAndSet assertWrites(Verdict verdict, Situation situation) {
    assertThat(verdict).isInstanceOf(Verdict.CompareAndSet.class);
    Verdict.CompareAndSet change = (Verdict.CompareAndSet) verdict;
    assertThat(change.expected()).isEqualTo(Objects.requireNonNull(situation.stored()).version());
    return change;
  }
}
