package dev.etagere.server.store;

import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.ledger.LedgerChange;
import dev.etagere.server.ledger.Remembered;
import dev.etagere.server.query.Count;
import dev.etagere.server.query.Filter;
import dev.etagere.server.query.Page;
import dev.etagere.server.query.PageQuery;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.Mutation;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A database that keeps each resource as one document and changes it by one atomic compare-and-set.
 * Safe for use by many threads.
 *
 * <p>Three promises, which {@code ResourceStoreContract} checks for every adapter:
 *
 * <ul>
 *   <li><b>Compare-and-set:</b> of all writers that name the same version exactly one succeeds; the
 *       others change nothing, not even for a moment.
 *   <li><b>Durable:</b> what returned as written survives {@code kill -9} and loss of power.
 *   <li><b>Honest:</b> what may or may not have been written is {@link UnknownOutcomeException},
 *       never success and never {@link StoreUnavailableException}.
 * </ul>
 *
 * <p>Every method throws {@link StoreException} or one of its subclasses, and nothing else, when
 * the database fails. The collections are declared when a store is opened; naming another one is a
 * fault of the caller ({@link IllegalArgumentException}).
 */
public interface ResourceStore extends AutoCloseable {
  /**
   * Reads what is stored under an id, tombstones included, forgotten or not.
   *
   * @throws DamagedResourceException if what is stored is not what was written
   */
  Optional<StoredResource> find(CollectionName collection, ResourceId id);

  /**
   * Reads what is stored under an id as {@link #find} does, and its ledger with it.
   *
   * @throws DamagedResourceException if what is stored is not what was written
   */
  Optional<Remembered> recall(CollectionName collection, ResourceId id);

  /**
   * Stores a resource under an id of which nothing is stored.
   *
   * @param ledger the keyed request that creates it, if one does
   * @return false, with nothing changed, if anything is stored under its id, a tombstone included
   */
  boolean insert(CollectionName collection, StoredResource.Live resource, Ledger ledger);

  /** Stores a resource that remembers no keyed request, in the same way. */
  default boolean insert(CollectionName collection, StoredResource.Live resource) {
    return insert(collection, resource, Ledger.EMPTY);
  }

  /**
   * Changes a resource if its version is still the expected one and the mutation applies to its
   * state; and its ledger with it, if that has not been written since either.
   *
   * @param ledger how the ledger changes; null leaves it as it is
   * @return false, with nothing changed, if it is not or does not
   */
  boolean compareAndSet(
      CollectionName collection,
      ResourceId id,
      Version expected,
      Mutation mutation,
      @Nullable LedgerChange ledger);

  /** Changes a resource and leaves its ledger as it is, in the same way. */
  default boolean compareAndSet(
      CollectionName collection, ResourceId id, Version expected, Mutation mutation) {
    return compareAndSet(collection, id, expected, mutation, null);
  }

  /**
   * Does what {@link #insert} does. A store that can keeps no thread waiting meanwhile: its own
   * thread then completes the stage, so what follows must be quick, or move to another.
   *
   * @return fails with what {@link #insert} throws
   */
  default CompletionStage<Boolean> insertAsync(
      CollectionName collection, StoredResource.Live resource, Ledger ledger) {
    return completed(() -> insert(collection, resource, ledger));
  }

  /**
   * Does what {@link #compareAndSet} does, in the way of {@link #insertAsync}.
   *
   * @return fails with what {@link #compareAndSet} throws
   */
  default CompletionStage<Boolean> compareAndSetAsync(
      CollectionName collection,
      ResourceId id,
      Version expected,
      Mutation mutation,
      @Nullable LedgerChange ledger) {
    return completed(() -> compareAndSet(collection, id, expected, mutation, ledger));
  }

  private static CompletionStage<Boolean> completed(BooleanSupplier write) {
    try {
      return CompletableFuture.completedFuture(write.getAsBoolean());
    } catch (StoreException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * Changes nothing but the ledger of a resource or a tombstone, if the version is still the
   * expected one and the ledger has not been written since.
   *
   * @return false, with nothing changed, otherwise
   */
  boolean remember(CollectionName collection, ResourceId id, Version expected, LedgerChange ledger);

  /**
   * Finds a page of a list, by indexes only; the contents of its resources are read with {@link
   * #findLive}.
   *
   * @param query its filter and order are about members that were declared when the store was
   *     opened; its order is one that {@link dev.etagere.server.query.walk.Plan} chose
   * @throws dev.etagere.server.query.walk.TooManyAlikeException if the order cannot be had
   */
  Page page(CollectionName collection, PageQuery query);

  /** Counts the live resources that pass a filter, as far as the store looks for one page. */
  Count count(CollectionName collection, Filter filter);

  /**
   * Reads those of some resources that are live, in the order of the ids.
   *
   * @throws DamagedResourceException if one is not what was written
   */
  List<StoredResource.Live> findLive(CollectionName collection, List<ResourceId> ids);

  /**
   * Removes tombstones whose time is over.
   *
   * @param limit how many at the most in this call
   * @return how many were removed
   */
  int purge(CollectionName collection, Instant now, int limit);

  /** Says what this store is and where it keeps its data, for a person; without credentials. */
  String describe();

  /** Finishes what was begun and releases everything. A second call does nothing. */
  @Override
  void close();
}
