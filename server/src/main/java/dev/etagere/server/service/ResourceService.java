package dev.etagere.server.service;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.etagere.server.change.ChangeRequest;
import dev.etagere.server.change.Circumstances;
import dev.etagere.server.change.CreateRequest;
import dev.etagere.server.change.Creation;
import dev.etagere.server.change.Decision;
import dev.etagere.server.change.KeyedDecision;
import dev.etagere.server.change.Outcome;
import dev.etagere.server.change.Verdict;
import dev.etagere.server.ledger.KeyedRequest;
import dev.etagere.server.ledger.LedgerBounds;
import dev.etagere.server.precondition.Preconditions;
import dev.etagere.server.query.Count;
import dev.etagere.server.query.Filter;
import dev.etagere.server.query.Page;
import dev.etagere.server.query.PageQuery;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.Owner;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.StoredResource.Live;
import dev.etagere.server.resource.Violation;
import dev.etagere.server.store.ResourceStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Runs requests against the store.
 *
 * <p><b>Fast way</b>, one round trip: a write that names one version, or absence, is sent as a
 * compare-and-set at once; it succeeded, or nothing happened. <b>Full way</b>, for the rest and
 * where the fast way did not match: read, decide, compare-and-set, and again if another writer came
 * between. A change with a key goes the full way, since only the ledger tells whether it is a
 * repeat. There is no third way: nothing is compared anywhere but in the write itself.
 *
 * <p>Every method throws what {@link ResourceStore} throws.
 */
public final class ResourceService {
  private static final long NO_INCARNATION = 0;

  private final ResourceStore store;
  private final ImmutableMap<CollectionName, CollectionPolicy> policies;
  private final LedgerBounds ledgers;
  private final InstantSource clock;
  private final ServiceObserver observer;
  private final SecureRandom random;
  private final GeneratedMembers generated;
  private final ResourceIds ids;

  /**
   * Makes the service; it does not close the store.
   *
   * @param ledgers how far ledgers reach back
   */
  public ResourceService(
      ResourceStore store,
      ImmutableMap<CollectionName, CollectionPolicy> policies,
      LedgerBounds ledgers,
      InstantSource clock) {
    this(store, policies, ledgers, clock, ServiceObserver.NONE);
  }

  /**
   * Makes the service; it does not close the store.
   *
   * @param observer is told what it does
   */
  public ResourceService(
      ResourceStore store,
      ImmutableMap<CollectionName, CollectionPolicy> policies,
      LedgerBounds ledgers,
      InstantSource clock,
      ServiceObserver observer) {
    this.store = store;
    this.policies = policies;
    this.ledgers = ledgers;
    this.clock = clock;
    this.observer = observer;
    this.random = new SecureRandom();
    this.generated = new GeneratedMembers(random);
    this.ids = new ResourceIds(clock, random);
  }

  private ResourceService(ResourceService all, Owner owner) {
    this.store = new OwnResources(all.store, owner);
    this.policies = all.policies;
    this.ledgers = all.ledgers;
    this.clock = all.clock;
    this.observer = all.observer;
    this.random = all.random;
    this.generated = all.generated;
    this.ids = all.ids;
  }

  /**
   * This service for one owner's resources, for whom there are no others.
   *
   * @param owner null for a caller who sees them all
   */
  public ResourceService of(@Nullable Owner owner) {
    return owner == null ? this : new ResourceService(this, owner);
  }

  /** The declared collections, each with its policy. */
  public ImmutableMap<CollectionName, CollectionPolicy> policies() {
    return policies;
  }

  /** The policy of a collection, or empty if the collection is not declared. */
  public Optional<CollectionPolicy> policy(CollectionName collection) {
    return Optional.ofNullable(policies.get(collection));
  }

  /** Reads a resource. */
  public Outcome read(CollectionName collection, ResourceId id, Preconditions preconditions) {
    StoredResource stored = store.find(collection, id).orElse(null);
    return decision(collection, NO_INCARNATION).read(stored, preconditions);
  }

  /** Finds a page of a list; see {@link ResourceStore#page(CollectionName, PageQuery)}. */
  public Page page(CollectionName collection, PageQuery query) {
    return store.page(collection, query);
  }

  /** Counts what a list shows; see {@link ResourceStore#count}. */
  public Count count(CollectionName collection, Filter filter) {
    return store.count(collection, filter);
  }

  /** Reads those of some resources that are live; see {@link ResourceStore#findLive}. */
  public List<Live> findLive(CollectionName collection, List<ResourceId> ids) {
    return store.findLive(collection, ids);
  }

  /**
   * Creates a resource: under an id that follows from the request, if it has a key or the
   * collection a natural key, so that the insert itself finds a repeat out; or else under a new
   * one.
   */
  public Outcome create(CollectionName collection, CreateRequest request) {
    return concluded(collection, creating(collection, request).now());
  }

  /**
   * Does what {@link #create} does. The insert keeps no thread waiting, if the store can do so;
   * what is left runs where it may wait.
   *
   * @param mayWait as of {@link #changeAsync}
   * @return as of {@link #changeAsync}
   */
  public CompletionStage<Outcome> createAsync(
      CollectionName collection, CreateRequest request, Waiting mayWait) {
    return creating(collection, request)
        .later(mayWait)
        .thenApply(outcome -> concluded(collection, outcome));
  }

  private Outcome concluded(CollectionName collection, Outcome outcome) {
    observer.concluded(collection, outcome);
    return outcome;
  }

  private Undertaking creating(CollectionName collection, CreateRequest request) {
    CollectionPolicy policy = declared(collection);
    Circumstances circumstances = circumstances(random.nextLong());
    Creation creation =
        new Creation(policy, circumstances, request, generated.make(policy, circumstances.now()));
    ImmutableList<Violation> violations = creation.violations();
    Optional<ResourceId> derived =
        violations.isEmpty() ? creation.derivedId(collection) : Optional.empty();
    ResourceId id = derived.orElseGet(ids::next);
    Attempts attempts = new Attempts(store, collection, id, observer);
    if (!violations.isEmpty()) {
      return Undertaking.answered(attempts, new Outcome.Invalid(violations));
    } else if (derived.isPresent()) {
      return new Undertaking(
          attempts,
          creation.decide(id, null),
          () -> attempts.run(() -> creation.decide(id, store.recall(collection, id).orElse(null))));
    }
    return new Undertaking(attempts, creation.under(id), () -> createAnew(collection, creation));
  }

  private Outcome createAnew(CollectionName collection, Creation creation) {
    for (int attempt = 1; attempt < Attempts.MOST; attempt++) {
      Verdict.Insert insert = creation.under(ids.next());
      if (store.insert(collection, insert.resource())) {
        return insert.ifDone();
      }
    }
    throw new IllegalStateException("no free id found: the source of randomness is broken");
  }

  /** Changes a resource, or says why not. */
  public Outcome change(CollectionName collection, ResourceId id, ChangeRequest request) {
    return concluded(collection, changing(collection, id, request).now());
  }

  /**
   * Changes a resource, or says why not. The fast way keeps no thread waiting, if the store can do
   * so; what is left runs where it may wait.
   *
   * @param mayWait runs what may wait for the store, on a thread that is for this
   * @return completed by whoever has the outcome, perhaps the store's own thread: what follows must
   *     be quick, or move to another
   */
  public CompletionStage<Outcome> changeAsync(
      CollectionName collection, ResourceId id, ChangeRequest request, Waiting mayWait) {
    return changing(collection, id, request)
        .later(mayWait)
        .thenApply(outcome -> concluded(collection, outcome));
  }

  private Undertaking changing(CollectionName collection, ResourceId id, ChangeRequest request) {
    Attempts attempts = new Attempts(store, collection, id, observer);
    return invalid(collection, request)
        .map(invalid -> Undertaking.answered(attempts, invalid))
        .orElseGet(
            () ->
                new Undertaking(
                    attempts,
                    fastWay(collection, id, request).orElse(null),
                    () -> attempts.run(() -> verdict(collection, id, request))));
  }

  /** What is wrong with a content that is to be stored as it is, before anything is read. */
  private Optional<Outcome> invalid(CollectionName collection, ChangeRequest request) {
    return Optional.of(request)
        .filter(ChangeRequest.Put.class::isInstance)
        .map(put -> declared(collection).violations(((ChangeRequest.Put) put).content()))
        .filter(violations -> !violations.isEmpty())
        .map(Outcome.Invalid::new);
  }

  private Verdict verdict(CollectionName collection, ResourceId id, ChangeRequest request) {
    KeyedRequest keyed = request.keyed();
    Decision decision = decision(collection, incarnation(request));
    return keyed == null
        ? decision.change(id, store.find(collection, id).orElse(null), request)
        : new KeyedDecision(decision, ledgers)
            .change(id, store.recall(collection, id).orElse(null), request, keyed);
  }

  private Optional<Verdict> fastWay(
      CollectionName collection, ResourceId id, ChangeRequest request) {
    return new FastWay(decision(collection, incarnation(request))).verdict(id, request);
  }

  private Decision decision(CollectionName collection, long incarnation) {
    return new Decision(declared(collection), circumstances(incarnation));
  }

  private CollectionPolicy declared(CollectionName collection) {
    CollectionPolicy policy = policies.get(collection);
    if (policy == null) {
      throw new IllegalArgumentException("the collection '" + collection + "' is not declared");
    }
    return policy;
  }

  private Circumstances circumstances(long incarnation) {
    return new Circumstances(clock.instant(), incarnation);
  }

  /** Drawn only where the request can create something: the source of randomness has a lock. */
  private long incarnation(ChangeRequest request) {
    return request.preconditions().asksForAbsence() ? random.nextLong() : NO_INCARNATION;
  }
}
