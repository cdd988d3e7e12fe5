package dev.etagere.server.change;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.etagere.server.ledger.CallerKey;
import dev.etagere.server.ledger.KeyHash;
import dev.etagere.server.ledger.KeyedRequest;
import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.ledger.LedgerChange;
import dev.etagere.server.ledger.LedgerEntry;
import dev.etagere.server.ledger.Remembered;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.Mutation;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource.Live;
import dev.etagere.server.resource.StoredResource.Tombstone;
import dev.etagere.server.resource.Version;
import dev.etagere.server.resource.Violation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides about a POST: a pure function, as {@link Decision} is. Where the id follows from the
 * request, by its key or by its natural key, it tells a repeat from a creation.
 *
 * @param policy the policy of the collection
 * @param circumstances the time and the incarnation for this request
 * @param request the request
 * @param made the members that the server makes, if it comes to a creation
 */
public record Creation(
    CollectionPolicy policy,
    Circumstances circumstances,
    CreateRequest request,
    ImmutableMap<String, String> made) {

  /** What is wrong with the content; empty if nothing is. */
  public ImmutableList<Violation> violations() {
    ImmutableList<Violation> ofMembers = new MemberRules(policy).ofPost(request.content());
    return ofMembers.isEmpty()
        ? policy.violations(MemberRules.complete(request.content(), made))
        : ofMembers;
  }

  /** The id that follows from the request, if one does. Asked only where nothing is violated. */
  public Optional<ResourceId> derivedId(CollectionName collection) {
    Optional<ResourceId> natural = new MemberRules(policy).naturalId(request.content());
    return natural.isPresent()
        ? natural
        : Optional.ofNullable(request.key()).map(key -> key.idIn(collection));
  }

  /** The creation under an id that nothing but chance gave. */
  public Verdict.Insert under(ResourceId freeId) {
    return new Verdict.Insert(created(freeId), Ledger.EMPTY);
  }

  /**
   * Decides about a creation under an id that follows from the request.
   *
   * @param found what is stored under it; null if that is not known, since the insert will tell
   */
  public Verdict decide(ResourceId id, @Nullable Remembered found) {
    Live created = created(id);
    if (found == null) {
      return new Verdict.Insert(created, Ledger.ofOrigin(origin(created.version())));
    } else if (found.resource() instanceof Tombstone tombstone
        && tombstone.isForgotten(circumstances.now())) {
      return recreate(tombstone, found.ledger(), created.content());
    }
    return new Verdict.Answer(
        repeat(id, found)
            .orElseGet(
                () -> policy.naturalKey().isEmpty() ? new Outcome.IdTaken(id) : taken(found)));
  }

  private Optional<Outcome> repeat(ResourceId id, Remembered found) {
    return request.key() == null
        ? Optional.empty()
        : KeyedDecision.repeat(id, found, keyed(), circumstances.now());
  }

  /** Row C8. */
  private Outcome taken(Remembered found) {
    if (!(found.resource() instanceof Live live)) {
      return new Outcome.Gone(((Tombstone) found.resource()).deletedAt());
    }
    LedgerEntry origin = found.ledger().origin();
    boolean sameContent =
        live.content().equals(request.content())
            || (origin != null
                && origin.fingerprint().content().equals(request.fingerprint().content()));
    return sameContent ? new Outcome.Existing(live) : new Outcome.NaturalKeyTaken(live);
  }

  private Verdict recreate(Tombstone tombstone, Ledger ledger, Content content) {
    Version version = tombstone.version().recreated(circumstances.incarnation());
    Live created = live(tombstone.id(), version, content);
    return new Verdict.CompareAndSet(
        tombstone.version(),
        new Mutation.Recreate(
            content, created.madeBy(), circumstances.now(), circumstances.incarnation()),
        new LedgerChange(ledger, ledger.withOrigin(origin(version))),
        new Outcome.Created(created));
  }

  private Live created(ResourceId id) {
    return live(
        id,
        Version.first(circumstances.incarnation()),
        MemberRules.complete(request.content(), made));
  }

  private Live live(ResourceId id, Version version, Content content) {
    return new Live(
        id, version, content, request.digest(), circumstances.now(), circumstances.now());
  }

  private LedgerEntry origin(Version version) {
    KeyedRequest keyed = keyed();
    return new LedgerEntry(
        keyed.key(),
        keyed.fingerprint(),
        LedgerEntry.Result.CREATED,
        version,
        circumstances.now(),
        circumstances.now());
  }

  private KeyedRequest keyed() {
    CallerKey key = request.key();
    return new KeyedRequest(key == null ? KeyHash.NONE : key.hash(), request.fingerprint());
  }
}
