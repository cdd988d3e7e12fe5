package dev.etagere.server.change;

import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.ledger.LedgerChange;
import dev.etagere.server.resource.Mutation;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.Version;
import org.jspecify.annotations.Nullable;

/** What to do about a request. */
public sealed interface Verdict {
  /**
   * Change nothing.
   *
   * @param outcome what to tell the caller
   */
  record Answer(Outcome outcome) implements Verdict {}

  /**
   * Store a resource where nothing is stored.
   *
   * @param resource what to store
   * @param ledger the keyed request that it is to remember, if any
   */
  record Insert(StoredResource.Live resource, Ledger ledger) implements Verdict {
    /** What to tell the caller once it is stored. */
    public Outcome ifDone() {
      return new Outcome.Created(resource);
    }
  }

  /**
   * Change what is stored, if its version is still this one.
   *
   * @param expected the version on which the decision rests
   * @param mutation the change
   * @param ledger the change of the ledger, null if the request has no key
   * @param ifDone what to tell the caller once it is done
   */
  record CompareAndSet(
      Version expected, Mutation mutation, @Nullable LedgerChange ledger, Outcome ifDone)
      implements Verdict {}

  /**
   * Change nothing but the ledger: there is nothing to do, and a repeat must be told the same.
   *
   * @param expected the version on which the decision rests
   * @param ledger the change of the ledger
   * @param ifDone what to tell the caller once it is done
   */
  record Remember(Version expected, LedgerChange ledger, Outcome ifDone) implements Verdict {}
}
