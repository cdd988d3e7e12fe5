package dev.etagere.server.service;

import dev.etagere.server.change.Outcome;
import dev.etagere.server.change.Verdict;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.StoreUnavailableException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Carries out what was decided about one resource, and decides anew where another came between. */
record Attempts(
    ResourceStore store, CollectionName collection, ResourceId id, ServiceObserver observer) {
  /** Only a write with {@code *} can lose more than once; beyond this it is told to come back. */
  static final int MOST = 256;

  /**
   * Decides and carries out until nobody came between.
   *
   * @param decide reads what is stored, and decides
   */
  Outcome run(Supplier<Verdict> decide) {
    for (int attempt = 0; attempt < MOST; attempt++) {
      Optional<Outcome> outcome = once(decide.get());
      if (outcome.isPresent()) {
        return outcome.get();
      }
      observer.retried(collection);
    }
    throw new StoreUnavailableException(
        "other writers came between " + MOST + " times for " + collection + "/" + id, null);
  }

  /** Carries out one verdict; empty if another writer came between, with nothing changed. */
  Optional<Outcome> once(Verdict verdict) {
    if (verdict instanceof Verdict.Insert insert) {
      return ifDone(store.insert(collection, insert.resource(), insert.ledger()), insert.ifDone());
    } else if (verdict instanceof Verdict.CompareAndSet change) {
      return ifDone(
          store.compareAndSet(
              collection, id, change.expected(), change.mutation(), change.ledger()),
          change.ifDone());
    } else if (verdict instanceof Verdict.Remember remember) {
      return ifDone(
          store.remember(collection, id, remember.expected(), remember.ledger()),
          remember.ifDone());
    }
    return Optional.of(((Verdict.Answer) verdict).outcome());
  }

  /** Does what {@link #once} does, and keeps no thread waiting where the store can do so. */
  CompletionStage<Optional<Outcome>> onceAsync(Verdict verdict) {
    if (verdict instanceof Verdict.Insert insert) {
      return store
          .insertAsync(collection, insert.resource(), insert.ledger())
          .thenApply(done -> ifDone(done, insert.ifDone()));
    } else if (verdict instanceof Verdict.CompareAndSet change) {
      return store
          .compareAndSetAsync(collection, id, change.expected(), change.mutation(), change.ledger())
          .thenApply(done -> ifDone(done, change.ifDone()));
    }
    return CompletableFuture.completedStage(once(verdict));
  }

  private static Optional<Outcome> ifDone(boolean done, Outcome outcome) {
    return done ? Optional.of(outcome) : Optional.empty();
  }
}
