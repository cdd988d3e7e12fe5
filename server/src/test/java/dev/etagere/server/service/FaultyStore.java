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
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.StoredResource.Live;
import dev.etagere.server.resource.Version;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.UnknownOutcomeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A store whose next write breaks once it is told to, as far as the caller can see. */
final class FaultyStore implements ResourceStore {
  enum Fault {
    NONE,
    BEFORE_THE_WRITE,
    AFTER_THE_WRITE
  }

  private final ResourceStore store;
  private Fault next = Fault.NONE;

  FaultyStore(ResourceStore store) {
    this.store = store;
  }

  void breakNextWrite(Fault fault) {
    next = fault;
  }

  private boolean write(BooleanSupplier write) {
    Fault fault = next;
    next = Fault.NONE;
    if (fault == Fault.BEFORE_THE_WRITE) {
      throw new UnknownOutcomeException("before the write", null);
    }
    boolean done = write.getAsBoolean();
    if (fault == Fault.AFTER_THE_WRITE) {
      throw new UnknownOutcomeException("after the write", null);
    }
    return done;
  }

  @Override
  public boolean insert(CollectionName collection, Live resource, Ledger ledger) {
    return write(() -> store.insert(collection, resource, ledger));
  }

  @Override
  public boolean compareAndSet(
      CollectionName collection,
      ResourceId id,
      Version expected,
      Mutation mutation,
      @Nullable LedgerChange ledger) {
    return write(() -> store.compareAndSet(collection, id, expected, mutation, ledger));
  }

  @Override
  public boolean remember(
      CollectionName collection, ResourceId id, Version expected, LedgerChange ledger) {
    return write(() -> store.remember(collection, id, expected, ledger));
  }

  @Override
  public Optional<StoredResource> find(CollectionName collection, ResourceId id) {
    return store.find(collection, id);
  }

  @Override
  public Optional<Remembered> recall(CollectionName collection, ResourceId id) {
    return store.recall(collection, id);
  }

  @Override
  public Page page(CollectionName collection, PageQuery query) {
    return store.page(collection, query);
  }

  @Override
  public Count count(CollectionName collection, Filter filter) {
    return store.count(collection, filter);
  }

  @Override
  public List<Live> findLive(CollectionName collection, List<ResourceId> ids) {
    return store.findLive(collection, ids);
  }

  @Override
  public int purge(CollectionName collection, Instant now, int limit) {
    return store.purge(collection, now, limit);
  }

  @Override
  public String describe() {
    return store.describe();
  }

  @Override
  public void close() {
    store.close();
  }
}
