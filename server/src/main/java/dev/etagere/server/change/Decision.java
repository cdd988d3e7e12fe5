package dev.etagere.server.change;

import com.google.common.collect.ImmutableList;
import dev.etagere.server.change.Outcome.Reason;
import dev.etagere.server.change.Outcome.Requirement;
import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.patch.PatchNotApplicableException;
import dev.etagere.server.patch.PatchTestFailedException;
import dev.etagere.server.precondition.EntityTag;
import dev.etagere.server.precondition.EntityTags;
import dev.etagere.server.precondition.Evaluation;
import dev.etagere.server.precondition.Preconditions;
import dev.etagere.server.precondition.Validators;
import dev.etagere.server.resource.ChangeDigest;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.Mutation;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.StoredResource.Live;
import dev.etagere.server.resource.StoredResource.Tombstone;
import dev.etagere.server.resource.Version;
import dev.etagere.server.resource.Violation;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides about a request from what is stored: a pure function, row by row of the HTTP contract.
 * What it decides to write names the version it rests on, so a decision can be late but not wrong.
 *
 * @param policy the policy of the collection
 * @param circumstances the time and the incarnation for this request
 */
public record Decision(CollectionPolicy policy, Circumstances circumstances) {

  /** Decides about a read. Preconditions count only where there is something to read (§13.2.1). */
  public Outcome read(@Nullable StoredResource stored, Preconditions preconditions) {
    if (!(stored instanceof Live live)) {
      return missing(stored);
    }
    Evaluation evaluation = preconditions.forRead(Validators.of(live));
    return switch (evaluation) {
      case HOLDS -> new Outcome.Found(live);
      case NOT_MODIFIED -> new Outcome.NotModified(live);
      default ->
          new Outcome.PreconditionFailed(reason(evaluation, preconditions, live), live, false);
    };
  }

  /** Decides about a change. */
  public Verdict change(ResourceId id, @Nullable StoredResource stored, ChangeRequest request) {
    if (request instanceof ChangeRequest.Put put) {
      return put(id, stored, put);
    } else if (request instanceof ChangeRequest.Modify modify) {
      return modify(stored, modify);
    }
    return delete(stored, (ChangeRequest.Delete) request);
  }

  private Verdict put(ResourceId id, @Nullable StoredResource stored, ChangeRequest.Put request) {
    Live live = stored instanceof Live found ? found : null;
    Optional<Outcome> refusal = refusal(live, request, request.digest(), true);
    if (refusal.isPresent()) {
      return new Verdict.Answer(refusal.get());
    }
    return live == null
        ? create(id, stored, request)
        : replace(live, request.content(), request.digest());
  }

  private Verdict create(
      ResourceId id, @Nullable StoredResource stored, ChangeRequest.Put request) {
    ImmutableList<Violation> violations =
        new MemberRules(policy).ofPutCreation(id, request.content());
    if (!violations.isEmpty()) {
      return new Verdict.Answer(new Outcome.Invalid(violations));
    }
    Version version =
        stored == null
            ? Version.first(circumstances.incarnation())
            : stored.version().recreated(circumstances.incarnation());
    Live created =
        new Live(
            id,
            version,
            request.content(),
            request.digest(),
            circumstances.now(),
            circumstances.now());
    if (stored == null) {
      return new Verdict.Insert(created, Ledger.EMPTY);
    }
    return new Verdict.CompareAndSet(
        stored.version(),
        new Mutation.Recreate(
            request.content(), request.digest(), circumstances.now(), circumstances.incarnation()),
        null,
        new Outcome.Created(created));
  }

  private Verdict modify(@Nullable StoredResource stored, ChangeRequest.Modify request) {
    if (request.preconditions().saysNothingAboutWrites()) {
      return required(Requirement.IF_MATCH);
    }
    if (!(stored instanceof Live live)) {
      return new Verdict.Answer(missing(stored));
    }
    Optional<Outcome> refusal = refusal(live, request, request.digest(), false);
    if (refusal.isPresent()) {
      return new Verdict.Answer(refusal.get());
    }
    try {
      return request
          .patch()
          .apply(live.content(), request.limits())
          .map(content -> patched(live, content, request.digest()))
          .orElseGet(() -> new Verdict.Answer(new Outcome.Unchanged(live)));
    } catch (PatchTestFailedException e) {
      return new Verdict.Answer(
          new Outcome.PatchTestFailed(Objects.requireNonNull(e.getMessage()), e.path()));
    } catch (PatchNotApplicableException e) {
      return new Verdict.Answer(new Outcome.PatchNotApplicable(e.reasons()));
    }
  }

  /** Row A5. The content of a PUT was checked before. */
  private Verdict patched(Live live, Content content, ChangeDigest digest) {
    ImmutableList<Violation> violations =
        content.equals(live.content()) ? ImmutableList.of() : policy.violations(content);
    return violations.isEmpty()
        ? replace(live, content, digest)
        : new Verdict.Answer(new Outcome.Invalid(violations));
  }

  private Verdict delete(@Nullable StoredResource stored, ChangeRequest.Delete request) {
    Preconditions preconditions = request.preconditions();
    if (preconditions.saysNothingAboutWrites()) {
      return required(Requirement.IF_MATCH);
    }
    if (!(stored instanceof Live live)) {
      return new Verdict.Answer(
          isRepeatOfDeletion(stored, preconditions)
              ? new Outcome.DeletedBefore()
              : missing(stored));
    }
    return refusal(live, request, null, false)
        .<Verdict>map(Verdict.Answer::new)
        .orElseGet(
            () ->
                new Verdict.CompareAndSet(
                    live.version(), deletion(), null, new Outcome.Deleted(live.version())));
  }

  /** What a deletion does, whatever is deleted. */
  public Mutation.Delete deletion() {
    return new Mutation.Delete(
        circumstances.now(), circumstances.now().plus(policy.tombstoneRetention()));
  }

  private Verdict replace(Live live, Content content, ChangeDigest digest) {
    if (content.equals(live.content())) {
      return new Verdict.Answer(new Outcome.Unchanged(live));
    }
    ImmutableList<Violation> violations =
        new MemberRules(policy).ofReplacement(live.id(), live.content(), content);
    if (!violations.isEmpty()) {
      return new Verdict.Answer(new Outcome.Invalid(violations));
    }
    return new Verdict.CompareAndSet(
        live.version(),
        new Mutation.Replace(content, digest, circumstances.now()),
        null,
        new Outcome.Replaced(live.version(), live.version().next(), circumstances.now(), content));
  }

  /** Row D4: the tag that was current when the resource was deleted. */
  private boolean isRepeatOfDeletion(@Nullable StoredResource stored, Preconditions preconditions) {
    return stored instanceof Tombstone tombstone
        && !tombstone.isForgotten(circumstances.now())
        && preconditions.ifMatch() instanceof EntityTags.Listed listed
        && containsParentOf(tombstone.version(), listed);
  }

  private static boolean containsParentOf(Version version, EntityTags.Listed listed) {
    return version.number() > 1
        && listed.containStrongly(
            EntityTag.of(new Version(version.number() - 1, version.incarnation())));
  }

  /** Why the change must not happen, if so. */
  private Optional<Outcome> refusal(
      @Nullable Live live,
      ChangeRequest request,
      @Nullable ChangeDigest digest,
      boolean mayCreate) {
    Preconditions preconditions = request.preconditions();
    Evaluation evaluation = preconditions.forWrite(live == null ? null : Validators.of(live));
    if (evaluation != Evaluation.HOLDS) {
      return Optional.of(failed(evaluation, request, live, digest));
    }
    if (preconditions.ifMatch() == null && !(mayCreate && preconditions.asksForAbsence())) {
      return Optional.of(
          new Outcome.PreconditionRequired(
              mayCreate ? Requirement.IF_MATCH_OR_ABSENCE : Requirement.IF_MATCH));
    }
    if (preconditions.ifMatch() instanceof EntityTags.Any && !policy.ifMatchAny()) {
      return Optional.of(new Outcome.PreconditionRequired(Requirement.IF_MATCH_WITH_TAG));
    }
    return Optional.empty();
  }

  private Outcome failed(
      Evaluation evaluation,
      ChangeRequest request,
      @Nullable Live live,
      @Nullable ChangeDigest digest) {
    Preconditions preconditions = request.preconditions();
    boolean alreadyApplied = live != null && isRepeat(preconditions, live, digest);
    Reason reason = reason(evaluation, preconditions, live);
    if (alreadyApplied
        && live != null
        && reason == Reason.STALE
        && request.keyed() == null
        && policy.replay() == CollectionPolicy.Replay.CONTENT) {
      return new Outcome.AppliedBefore(live);
    }
    return new Outcome.PreconditionFailed(reason, live, alreadyApplied);
  }

  /** Whether the request that made the current version had the same parent and the same content. */
  private static boolean isRepeat(
      Preconditions preconditions, Live live, @Nullable ChangeDigest digest) {
    if (!live.madeBy().equals(digest)) {
      return false;
    }
    return preconditions.ifMatch() instanceof EntityTags.Listed listed
        ? containsParentOf(live.version(), listed)
        : preconditions.ifMatch() == null && preconditions.asksForAbsence();
  }

  private static Reason reason(
      Evaluation evaluation, Preconditions preconditions, @Nullable Live live) {
    if (evaluation == Evaluation.IF_NONE_MATCH_FAILED) {
      return Reason.EXISTS;
    } else if (live == null) {
      return Reason.ABSENT;
    }
    return evaluation == Evaluation.IF_MATCH_FAILED
            && preconditions.ifMatch() instanceof EntityTags.Listed listed
            && listed.containWeakTag()
        ? Reason.WEAK_TAG
        : Reason.STALE;
  }

  private Outcome missing(@Nullable StoredResource stored) {
    return stored instanceof Tombstone tombstone && !tombstone.isForgotten(circumstances.now())
        ? new Outcome.Gone(tombstone.deletedAt())
        : new Outcome.NotFound();
  }

  private static Verdict required(Requirement requirement) {
    return new Verdict.Answer(new Outcome.PreconditionRequired(requirement));
  }
}
