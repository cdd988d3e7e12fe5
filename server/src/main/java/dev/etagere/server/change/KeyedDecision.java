package dev.etagere.server.change;

import com.google.common.collect.ImmutableSet;
import dev.etagere.server.ledger.Fingerprint.Part;
import dev.etagere.server.ledger.KeyedRequest;
import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.ledger.LedgerBounds;
import dev.etagere.server.ledger.LedgerChange;
import dev.etagere.server.ledger.LedgerEntry;
import dev.etagere.server.ledger.LedgerEntry.Result;
import dev.etagere.server.ledger.Remembered;
import dev.etagere.server.precondition.EntityTags;
import dev.etagere.server.precondition.Preconditions;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.StoredResource.Live;
import dev.etagere.server.resource.StoredResource.Tombstone;
import dev.etagere.server.resource.Version;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides about PUT, PATCH and DELETE with an Idempotency-Key: what was done before is answered
 * again, and what is done now is remembered in the same write.
 *
 * @param decision decides about the request as if it had no key
 * @param bounds how far ledgers reach back
 */
public record KeyedDecision(Decision decision, LedgerBounds bounds) {

  /**
   * Decides about a change.
   *
   * @param found what is stored, null if nothing is
   */
  public Verdict change(
      ResourceId id, @Nullable Remembered found, ChangeRequest request, KeyedRequest keyed) {
    StoredResource stored = found == null ? null : found.resource();
    return repeat(id, found, keyed, now())
        .<Verdict>map(Verdict.Answer::new)
        .orElseGet(() -> anew(decision.change(id, stored, request), found, request, keyed));
  }

  /** Row K5: a refusal is no proof that nothing was done where the ledger has dropped entries. */
  private Verdict anew(
      Verdict verdict, @Nullable Remembered found, ChangeRequest request, KeyedRequest keyed) {
    if (!(verdict instanceof Verdict.Answer answer)
        || !mayHaveForgotten(found, request.preconditions())) {
      return remembering(verdict, found, keyed);
    } else if (answer.outcome() instanceof Outcome.PreconditionFailed failed) {
      return new Verdict.Answer(
          new Outcome.PreconditionFailed(
              failed.reason(), failed.current(), failed.alreadyApplied(), true));
    } else if (answer.outcome() instanceof Outcome.Gone gone) {
      return new Verdict.Answer(new Outcome.Gone(gone.deletedAt(), true));
    }
    return remembering(verdict, found, keyed);
  }

  private boolean mayHaveForgotten(@Nullable Remembered found, Preconditions preconditions) {
    if (preconditions.ifMatch() instanceof EntityTags.Listed listed) {
      return listed.tags().stream()
          .flatMap(tag -> tag.version().stream())
          .anyMatch(parent -> mayHaveForgotten(found, parent));
    }
    // What names no version may have been done at any.
    return found != null && reaching(found, now()).hasForgotten();
  }

  /** What is stored under an id once more, after all of it was swept, knows nothing of before. */
  private boolean mayHaveForgotten(@Nullable Remembered found, Version parent) {
    if (found == null) {
      return true;
    }
    Version current = found.resource().version();
    boolean ofAnotherLife =
        parent.incarnation() != current.incarnation() && parent.number() >= current.number();
    return ofAnotherLife || reaching(found, now()).mayHaveForgotten(parent);
  }

  /** What to answer if something was done under the key before. */
  static Optional<Outcome> repeat(
      ResourceId id, @Nullable Remembered found, KeyedRequest keyed, Instant now) {
    if (found == null) {
      return Optional.empty();
    }
    Live current = found.resource() instanceof Live live ? live : null;
    return reaching(found, now)
        .find(keyed.key())
        .map(
            first -> {
              ImmutableSet<Part> differences = first.fingerprint().differences(keyed.fingerprint());
              return differences.isEmpty()
                  ? new Outcome.Replayed(id, first, current)
                  : new Outcome.KeyReused(differences);
            });
  }

  /** With its tombstone a resource forgets its ledger, whether it was swept already or not. */
  private static Ledger reaching(Remembered found, Instant now) {
    return found.resource() instanceof Tombstone tombstone && tombstone.isForgotten(now)
        ? found.ledger().forgotten()
        : found.ledger();
  }

  private Verdict remembering(Verdict verdict, @Nullable Remembered found, KeyedRequest keyed) {
    if (verdict instanceof Verdict.Insert insert) {
      LedgerEntry entry = entry(keyed, insert.ifDone(), insert.resource()).orElseThrow();
      return new Verdict.Insert(insert.resource(), Ledger.EMPTY.with(entry, bounds));
    } else if (found == null) {
      return verdict;
    } else if (verdict instanceof Verdict.CompareAndSet change) {
      LedgerEntry entry = entry(keyed, change.ifDone(), found.resource()).orElseThrow();
      return new Verdict.CompareAndSet(
          change.expected(), change.mutation(), adding(entry, found), change.ifDone());
    }
    Outcome outcome = ((Verdict.Answer) verdict).outcome();
    return entry(keyed, outcome, found.resource())
        .<Verdict>map(
            entry ->
                new Verdict.Remember(found.resource().version(), adding(entry, found), outcome))
        .orElse(verdict);
  }

  private LedgerChange adding(LedgerEntry entry, Remembered found) {
    return new LedgerChange(found.ledger(), reaching(found, now()).with(entry, bounds));
  }

  /** What is to be remembered of an outcome; nothing of a refusal (row K4). */
  private Optional<LedgerEntry> entry(KeyedRequest keyed, Outcome outcome, StoredResource stored) {
    if (outcome instanceof Outcome.Created created) {
      Live live = created.resource();
      return entry(keyed, Result.CREATED, live.version(), live.modifiedAt());
    } else if (outcome instanceof Outcome.Replaced replaced) {
      return entry(keyed, Result.CHANGED, replaced.version(), replaced.modifiedAt());
    } else if (outcome instanceof Outcome.Unchanged unchanged) {
      Live live = unchanged.resource();
      return entry(keyed, Result.CHANGED, live.version(), live.modifiedAt());
    } else if (outcome instanceof Outcome.Deleted) {
      return entry(keyed, Result.DELETED, stored.version().next(), now());
    } else if (outcome instanceof Outcome.DeletedBefore) {
      return entry(keyed, Result.DELETED, stored.version(), now());
    }
    return Optional.empty();
  }

  private Optional<LedgerEntry> entry(
      KeyedRequest keyed, Result result, Version version, Instant modifiedAt) {
    return Optional.of(
        new LedgerEntry(keyed.key(), keyed.fingerprint(), result, version, modifiedAt, now()));
  }

  private Instant now() {
    return decision.circumstances().now();
  }
}
