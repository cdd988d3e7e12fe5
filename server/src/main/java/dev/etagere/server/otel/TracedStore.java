package dev.etagere.server.otel;

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
import dev.etagere.server.store.ResourceStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Makes a span of each call of a store, and is otherwise that store. */
record TracedStore(ResourceStore store, StoreSpans spans) implements ResourceStore {
  private static final String INSERT = "insert";
  private static final String COMPARE_AND_SET = "compare-and-set";

  @Override
  public Optional<StoredResource> find(CollectionName collection, ResourceId id) {
    return spans.call("find", collection, () -> store.find(collection, id));
  }

  @Override
  public Optional<Remembered> recall(CollectionName collection, ResourceId id) {
    return spans.call("recall", collection, () -> store.recall(collection, id));
  }

  @Override
  public boolean insert(CollectionName collection, StoredResource.Live resource, Ledger ledger) {
    return spans.call(INSERT, collection, () -> store.insert(collection, resource, ledger));
  }

  @Override
  public CompletionStage<Boolean> insertAsync(
      CollectionName collection, StoredResource.Live resource, Ledger ledger) {
    return spans.callAsync(
        INSERT, collection, () -> store.insertAsync(collection, resource, ledger));
  }

  @Override
  public boolean compareAndSet(
      CollectionName collection,
      ResourceId id,
      Version expected,
      Mutation mutation,
      @Nullable LedgerChange ledger) {
    return spans.call(
        COMPARE_AND_SET,
        collection,
        () -> store.compareAndSet(collection, id, expected, mutation, ledger));
  }

  @Override
  public CompletionStage<Boolean> compareAndSetAsync(
      CollectionName collection,
      ResourceId id,
      Version expected,
      Mutation mutation,
      @Nullable LedgerChange ledger) {
    return spans.callAsync(
        COMPARE_AND_SET,
        collection,
        () -> store.compareAndSetAsync(collection, id, expected, mutation, ledger));
  }

  @Override
  public boolean remember(
      CollectionName collection, ResourceId id, Version expected, LedgerChange ledger) {
    return spans.call(
        "remember", collection, () -> store.remember(collection, id, expected, ledger));
  }

  @Override
  public Page page(CollectionName collection, PageQuery query) {
    return spans.call("page", collection, () -> store.page(collection, query));
  }

  @Override
  public Count count(CollectionName collection, Filter filter) {
    return spans.call("count", collection, () -> store.count(collection, filter));
  }

  @Override
  public List<StoredResource.Live> findLive(CollectionName collection, List<ResourceId> ids) {
    return spans.call("find-live", collection, () -> store.findLive(collection, ids));
  }

  @Override
  public int purge(CollectionName collection, Instant now, int limit) {
    return spans.call("purge", collection, () -> store.purge(collection, now, limit));
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
