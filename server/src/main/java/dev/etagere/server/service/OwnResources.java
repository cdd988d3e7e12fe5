package dev.etagere.server.service;

import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.ledger.LedgerChange;
import dev.etagere.server.ledger.Remembered;
import dev.etagere.server.query.Count;
import dev.etagere.server.query.Filter;
import dev.etagere.server.query.Page;
import dev.etagere.server.query.PageQuery;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.Mutation;
import dev.etagere.server.resource.Owner;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.StoredResource.Live;
import dev.etagere.server.resource.StoredResource.Tombstone;
import dev.etagere.server.resource.Version;
import dev.etagere.server.store.ResourceStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What one owner sees of a store: its own resources, under its own ids.
 *
 * @param all the store; it is not closed with this view
 * @param owner whose resources these are
 */
record OwnResources(ResourceStore all, Owner owner) implements ResourceStore {

  @Override
  public Optional<StoredResource> find(CollectionName collection, ResourceId id) {
    return all.find(collection, stored(id)).map(this::shown);
  }

  @Override
  public Optional<Remembered> recall(CollectionName collection, ResourceId id) {
    return all.recall(collection, stored(id))
        .map(found -> new Remembered(shown(found.resource()), found.ledger()));
  }

  @Override
  public boolean insert(CollectionName collection, Live resource, Ledger ledger) {
    return all.insert(collection, named(resource, stored(resource.id())), ledger);
  }

  @Override
  public boolean compareAndSet(
      CollectionName collection,
      ResourceId id,
      Version expected,
      Mutation mutation,
      @Nullable LedgerChange ledger) {
    return all.compareAndSet(collection, stored(id), expected, mutation, ledger);
  }

  @Override
  public CompletionStage<Boolean> insertAsync(
      CollectionName collection, Live resource, Ledger ledger) {
    return all.insertAsync(collection, named(resource, stored(resource.id())), ledger);
  }

  @Override
  public CompletionStage<Boolean> compareAndSetAsync(
      CollectionName collection,
      ResourceId id,
      Version expected,
      Mutation mutation,
      @Nullable LedgerChange ledger) {
    return all.compareAndSetAsync(collection, stored(id), expected, mutation, ledger);
  }

  @Override
  public boolean remember(
      CollectionName collection, ResourceId id, Version expected, LedgerChange ledger) {
    return all.remember(collection, stored(id), expected, ledger);
  }

  @Override
  public Page page(CollectionName collection, PageQuery query) {
    return new OwnLists(all, owner).page(collection, query);
  }

  @Override
  public Count count(CollectionName collection, Filter filter) {
    return new OwnLists(all, owner).count(collection, filter);
  }

  @Override
  public List<Live> findLive(CollectionName collection, List<ResourceId> ids) {
    return all.findLive(collection, ids.stream().map(this::stored).toList()).stream()
        .map(live -> named(live, owner.shown(live.id())))
        .toList();
  }

  @Override
  public int purge(CollectionName collection, Instant now, int limit) {
    throw new UnsupportedOperationException("tombstones are purged in the store itself");
  }

  @Override
  public String describe() {
    return all.describe();
  }

  /** Does nothing: the store belongs to others. */
  @Override
  public void close() {}

  private ResourceId stored(ResourceId id) {
    return owner
        .stored(id)
        .orElseThrow(() -> new IllegalArgumentException("the id is too long for an owner's"));
  }

  private StoredResource shown(StoredResource stored) {
    ResourceId id = owner.shown(stored.id());
    if (stored instanceof Live live) {
      return named(live, id);
    }
    Tombstone tombstone = (Tombstone) stored;
    return new Tombstone(id, tombstone.version(), tombstone.deletedAt(), tombstone.purgeAt());
  }

  private static Live named(Live live, ResourceId id) {
    return new Live(
        id, live.version(), live.content(), live.madeBy(), live.createdAt(), live.modifiedAt());
  }
}
