package dev.etagere.server.tool.feed.store;

import static java.util.stream.Collectors.joining;

import dev.etagere.server.change.Outcome;
import dev.etagere.server.change.OutcomeNames;

/** Why a document is not taken, in one line. */
final class Refusals {
  private Refusals() {}

  static String of(Outcome outcome) {
    // It goes to a terminal, and part of it may come from the document.
    return reason(outcome).replaceAll("\\p{Cntrl}", " ");
  }

  private static String reason(Outcome outcome) {
    if (outcome instanceof Outcome.Invalid invalid) {
      return "the document breaks what the collection demands: "
          + invalid.violations().stream()
              .map(violation -> (violation.pointer() + " " + violation.message()).strip())
              .collect(joining("; "));
    } else if (outcome instanceof Outcome.PreconditionFailed) {
      return "a resource with this id exists, with another content";
    } else if (outcome instanceof Outcome.NaturalKeyTaken taken) {
      return "the resource with this natural key exists, with another content: "
          + taken.resource().id();
    } else if (outcome instanceof Outcome.Gone gone) {
      return "the resource with this natural key was deleted at " + gone.deletedAt();
    }
    return "it comes to: " + OutcomeNames.of(outcome);
  }
}
