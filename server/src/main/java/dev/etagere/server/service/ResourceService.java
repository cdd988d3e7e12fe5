package dev.etagere.server.service;

import com.google.common.collect.ImmutableMap;
import dev.etagere.server.change.ChangeRequest;
import dev.etagere.server.change.Circumstances;
import dev.etagere.server.change.Decision;
import dev.etagere.server.change.Outcome;
import dev.etagere.server.change.Verdict;
import dev.etagere.server.precondition.EntityTags;
import dev.etagere.server.precondition.Preconditions;
import dev.etagere.server.resource.ChangeDigest;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.Mutation;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.StoredResource.Live;
import dev.etagere.server.resource.Version;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.StoreUnavailableException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs requests against the store.
 *
 * <p><b>Fast way</b>, one round trip: a write that names one version, or absence, is sent as a
 * compare-and-set at once; it succeeded, or nothing happened. <b>Full way</b>, for the rest and
 * where the fast way did not match: read, decide, compare-and-set, and again if another writer came
 * between. There is no third way: nothing is compared anywhere but in the write itself.
 *
 * <p>Every method throws what {@link ResourceStore} throws.
 */
public final class ResourceService {
  /** Only a write with {@code *} can lose more than once; beyond this it is told to come back. */
  private static final int MAX_ATTEMPTS = 256;

  private static final long NO_INCARNATION = 0;

  private final ResourceStore store;
  private final ImmutableMap<CollectionName, CollectionPolicy> policies;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final ResourceIds ids;

  /** Makes the service; it does not close the store. */
  public ResourceService(
      ResourceStore store,
      ImmutableMap<CollectionName, CollectionPolicy> policies,
      InstantSource clock) {
    this.store = store;
    this.policies = policies;
    this.clock = clock;
    this.ids = new ResourceIds(clock, random);
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

  /** Reads live resources in the order of their ids; see {@link ResourceStore#page}. */
  public List<Live> page(CollectionName collection, @Nullable ResourceId after, int limit) {
    return store.page(collection, after, limit);
  }

  /** Creates a resource under an id that the server makes. */
  public Outcome.Created create(CollectionName collection, String mediaType, Content content) {
    Circumstances circumstances = circumstances(random.nextLong());
    ChangeDigest digest = ChangeDigest.of("POST", mediaType, content.bytes());
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Live created =
          new Live(
              ids.next(),
              Version.first(circumstances.incarnation()),
              content,
              digest,
              circumstances.now(),
              circumstances.now());
      if (store.insert(collection, created)) {
        return new Outcome.Created(created);
      }
    }
    throw new IllegalStateException("no free id found: the source of randomness is broken");
  }

  /** Changes a resource, or says why not. */
  public Outcome change(CollectionName collection, ResourceId id, ChangeRequest request) {
    return fastWay(collection, id, request).orElseGet(() -> fullWay(collection, id, request));
  }

  private Outcome fullWay(CollectionName collection, ResourceId id, ChangeRequest request) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      StoredResource stored = store.find(collection, id).orElse(null);
      Verdict verdict = decision(collection, incarnation(request)).change(id, stored, request);
      if (verdict instanceof Verdict.Answer answer) {
        return answer.outcome();
      } else if (verdict instanceof Verdict.Insert insert) {
        if (store.insert(collection, insert.resource())) {
          return insert.ifDone();
        }
      } else if (verdict instanceof Verdict.CompareAndSet change
          && store.compareAndSet(collection, id, change.expected(), change.mutation())) {
        return change.ifDone();
      }
    }
    throw new StoreUnavailableException(
        "other writers came between " + MAX_ATTEMPTS + " times for " + collection + "/" + id, null);
  }

  /** Empty if this request needs the full way, with nothing changed. */
  private Optional<Outcome> fastWay(
      CollectionName collection, ResourceId id, ChangeRequest request) {
    if (request instanceof ChangeRequest.Put put && onlyAsksForAbsence(put.preconditions())) {
      Verdict verdict = decision(collection, incarnation(put)).change(id, null, put);
      return verdict instanceof Verdict.Insert insert && store.insert(collection, insert.resource())
          ? Optional.of(insert.ifDone())
          : Optional.empty();
    }
    return onlyVersion(request.preconditions())
        .flatMap(expected -> compareAndSet(collection, id, expected, request));
  }

  private Optional<Outcome> compareAndSet(
      CollectionName collection, ResourceId id, Version expected, ChangeRequest request) {
    Circumstances circumstances = circumstances(NO_INCARNATION);
    if (request instanceof ChangeRequest.Put put) {
      Mutation replace = new Mutation.Replace(put.content(), put.digest(), circumstances.now());
      return store.compareAndSet(collection, id, expected, replace)
          ? Optional.of(new Outcome.Replaced(expected.next(), circumstances.now(), put.content()))
          : Optional.empty();
    } else if (request instanceof ChangeRequest.Delete) {
      Mutation delete = decision(collection, NO_INCARNATION).deletion();
      return store.compareAndSet(collection, id, expected, delete)
          ? Optional.of(new Outcome.Deleted())
          : Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean onlyAsksForAbsence(Preconditions preconditions) {
    return preconditions.asksForAbsence()
        && preconditions.ifMatch() == null
        && preconditions.ifUnmodifiedSince() == null;
  }

  /** The version if the request says nothing but one strong tag; the others are ignored with it. */
  private static Optional<Version> onlyVersion(Preconditions preconditions) {
    return preconditions.ifNoneMatch() == null
            && preconditions.ifMatch() instanceof EntityTags.Listed listed
            && listed.tags().size() == 1
        ? listed.tags().get(0).version()
        : Optional.empty();
  }

  private Decision decision(CollectionName collection, long incarnation) {
    CollectionPolicy policy = policies.get(collection);
    if (policy == null) {
      throw new IllegalArgumentException("the collection '" + collection + "' is not declared");
    }
    return new Decision(policy, circumstances(incarnation));
  }

  private Circumstances circumstances(long incarnation) {
    return new Circumstances(clock.instant(), incarnation);
  }

  /** Drawn only where the request can create something: the source of randomness has a lock. */
  private long incarnation(ChangeRequest request) {
    return request.preconditions().asksForAbsence() ? random.nextLong() : NO_INCARNATION;
  }
}
