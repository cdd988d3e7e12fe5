package dev.etagere.server.service;

import dev.etagere.server.change.ChangeRequest;
import dev.etagere.server.change.Decision;
import dev.etagere.server.change.Outcome;
import dev.etagere.server.change.Verdict;
import dev.etagere.server.precondition.EntityTags;
import dev.etagere.server.precondition.Preconditions;
import dev.etagere.server.resource.Mutation;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.Version;
import java.time.Instant;
import java.util.Optional;

/**
 * What can be decided without reading, since the write compares all that matters: it succeeds, or
 * nothing happens.
 *
 * @param decision decides about the request, were nothing stored
 */
record FastWay(Decision decision) {

  /** What to send; empty if the stored document must be read first. */
  Optional<Verdict> verdict(ResourceId id, ChangeRequest request) {
    if (request.keyed() != null) {
      return Optional.empty();
    } else if (request instanceof ChangeRequest.Put put
        && onlyAsksForAbsence(put.preconditions())) {
      Verdict verdict = decision.change(id, null, put);
      return verdict instanceof Verdict.Insert ? Optional.of(verdict) : Optional.empty();
    }
    return onlyVersion(request.preconditions())
        .flatMap(expected -> compareAndSet(expected, request));
  }

  private Optional<Verdict> compareAndSet(Version expected, ChangeRequest request) {
    if (request instanceof ChangeRequest.Put put && !decision.policy().rulesMembers()) {
      Instant now = decision.circumstances().now();
      Mutation replace = new Mutation.Replace(put.content(), put.digest(), now);
      Outcome replaced = new Outcome.Replaced(expected, expected.next(), now, put.content());
      return Optional.of(new Verdict.CompareAndSet(expected, replace, null, replaced));
    } else if (request instanceof ChangeRequest.Delete) {
      return Optional.of(
          new Verdict.CompareAndSet(
              expected, decision.deletion(), null, new Outcome.Deleted(expected)));
    }
    return Optional.empty();
  }

  private static boolean onlyAsksForAbsence(Preconditions preconditions) {
    return preconditions.asksForAbsence()
        && preconditions.ifMatch() == null
        && preconditions.ifUnmodifiedSince() == null;
  }

  /** The version if the request says nothing but one strong tag; the others are ignored with it. */
  private static Optional<Version> onlyVersion(Preconditions preconditions) {
    return preconditions.ifNoneMatch() == null
            && preconditions.ifMatch() instanceof EntityTags.Listed listed
            && listed.tags().size() == 1
        ? listed.tags().get(0).version()
        : Optional.empty();
  }
}
