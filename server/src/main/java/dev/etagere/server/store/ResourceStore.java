package dev.etagere.server.store;

import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.Mutation;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
   * Stores a resource under an id of which nothing is stored.
   *
   * @return false, with nothing changed, if anything is stored under its id, a tombstone included
   */
  boolean insert(CollectionName collection, StoredResource.Live resource);

  /**
   * Changes a resource if its version is still the expected one and the mutation applies to its
   * state.
   *
   * @return false, with nothing changed, if it is not or does not
   */
  boolean compareAndSet(
      CollectionName collection, ResourceId id, Version expected, Mutation mutation);

  /**
   * Reads live resources in the order of their ids.
   *
   * @param after only ids beyond this one; null starts at the first
   * @param limit how many at the most, 1 or more
   */
  List<StoredResource.Live> page(CollectionName collection, @Nullable ResourceId after, int limit);

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
