package dev.etagere.server.metrics;

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
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Measures each call of a store, and is otherwise that store. */
final class MeteredStore implements ResourceStore {
  private final ResourceStore store;
  private final CollectionMetrics collections;
  private final StoreCalls find;
  private final StoreCalls recall;
  private final StoreCalls insert;
  private final StoreCalls compareAndSet;
  private final StoreCalls remember;
  private final StoreCalls page;
  private final StoreCalls count;
  private final StoreCalls findLive;
  private final StoreCalls purge;

  MeteredStore(
      ResourceStore store,
      CollectionMetrics collections,
      MeterRegistry registry,
      Durations durations) {
    this.store = store;
    this.collections = collections;
    this.find = new StoreCalls(registry, durations, "find");
    this.recall = new StoreCalls(registry, durations, "recall");
    this.insert = new StoreCalls(registry, durations, "insert");
    this.compareAndSet = new StoreCalls(registry, durations, "compare-and-set");
    this.remember = new StoreCalls(registry, durations, "remember");
    this.page = new StoreCalls(registry, durations, "page");
    this.count = new StoreCalls(registry, durations, "count");
    this.findLive = new StoreCalls(registry, durations, "find-live");
    this.purge = new StoreCalls(registry, durations, "purge");
  }

  @Override
  public Optional<StoredResource> find(CollectionName collection, ResourceId id) {
    return find.measure(() -> store.find(collection, id));
  }

  @Override
  public Optional<Remembered> recall(CollectionName collection, ResourceId id) {
    return recall.measure(() -> store.recall(collection, id));
  }

  @Override
  public boolean insert(CollectionName collection, StoredResource.Live resource, Ledger ledger) {
    return insert.measure(() -> store.insert(collection, resource, ledger));
  }

  @Override
  public boolean compareAndSet(
      CollectionName collection,
      ResourceId id,
      Version expected,
      Mutation mutation,
      @Nullable LedgerChange ledger) {
    boolean done =
        compareAndSet.measure(
            () -> store.compareAndSet(collection, id, expected, mutation, ledger));
    noteDropped(collection, done, ledger);
    return done;
  }

  @Override
  public CompletionStage<Boolean> insertAsync(
      CollectionName collection, StoredResource.Live resource, Ledger ledger) {
    return insert.measureAsync(() -> store.insertAsync(collection, resource, ledger), done -> {});
  }

  @Override
  public CompletionStage<Boolean> compareAndSetAsync(
      CollectionName collection,
      ResourceId id,
      Version expected,
      Mutation mutation,
      @Nullable LedgerChange ledger) {
    return compareAndSet.measureAsync(
        () -> store.compareAndSetAsync(collection, id, expected, mutation, ledger),
        done -> noteDropped(collection, done, ledger));
  }

  @Override
  public boolean remember(
      CollectionName collection, ResourceId id, Version expected, LedgerChange ledger) {
    boolean done = remember.measure(() -> store.remember(collection, id, expected, ledger));
    noteDropped(collection, done, ledger);
    return done;
  }

  private void noteDropped(CollectionName collection, boolean done, @Nullable LedgerChange ledger) {
    if (done && ledger != null && dropsEntries(ledger)) {
      collections.ledgerDropped(collection);
    }
  }

  /** Each change adds one entry at most: what is missing beyond that was dropped for room. */
  private static boolean dropsEntries(LedgerChange ledger) {
    boolean sameLife = Objects.equals(ledger.before().origin(), ledger.after().origin());
    return sameLife && ledger.after().recent().size() <= ledger.before().recent().size();
  }

  @Override
  public Page page(CollectionName collection, PageQuery query) {
    return page.measure(() -> store.page(collection, query));
  }

  @Override
  public Count count(CollectionName collection, Filter filter) {
    return count.measure(() -> store.count(collection, filter));
  }

  @Override
  public List<StoredResource.Live> findLive(CollectionName collection, List<ResourceId> ids) {
    return findLive.measure(() -> store.findLive(collection, ids));
  }

  @Override
  public int purge(CollectionName collection, Instant now, int limit) {
    int purged = purge.measure(() -> store.purge(collection, now, limit));
    collections.purged(collection, purged);
    return purged;
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
