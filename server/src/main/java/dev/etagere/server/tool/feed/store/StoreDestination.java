package dev.etagere.server.tool.feed.store;

import dev.etagere.server.change.ChangeRequest;
import dev.etagere.server.change.CreateRequest;
import dev.etagere.server.change.Outcome;
import dev.etagere.server.json.InvalidJsonException;
import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.json.JsonObjects;
import dev.etagere.server.ledger.CallerKey;
import dev.etagere.server.ledger.IdempotencyKey;
import dev.etagere.server.precondition.EntityTags;
import dev.etagere.server.precondition.Preconditions;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.Owner;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.service.ResourceService;
import dev.etagere.server.store.StoreException;
import dev.etagere.server.store.StoreUnavailableException;
import dev.etagere.server.store.UnknownOutcomeException;
import dev.etagere.server.tool.feed.Destination;
import dev.etagere.server.tool.feed.FeedException;
import dev.etagere.server.tool.feed.Patience;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A collection of a store, written to as a server would write to it on the same requests: with the
 * same checks, decisions, ids and ledgers. So what was imported in one way is found again in the
 * other.
 */
public final class StoreDestination implements Destination {
  private static final String JSON = "application/json";

  /**
   * Whose requests they are.
   *
   * @param id the caller as ledgers know it; null for nobody in particular
   * @param owner for whom the collection holds nothing but its own; null if the caller sees all
   */
  public record Sender(@Nullable String id, @Nullable Owner owner) {}

  private final ResourceService service;
  private final CollectionName collection;
  private final JsonLimits limits;
  private final Sender sender;
  private final Patience patience;

  /**
   * Makes a destination.
   *
   * @param limits what a document may be at the most
   * @param patience how long a store that does not do what it is asked is asked again
   */
  public StoreDestination(
      ResourceService service,
      CollectionName collection,
      JsonLimits limits,
      Sender sender,
      Patience patience) {
    this.service = service.of(sender.owner());
    this.collection = collection;
    this.limits = limits;
    this.sender = sender;
    this.patience = patience;
  }

  @Override
  public Result create(@Nullable ResourceId id, String key, Content document) {
    try {
      JsonObjects.check(document.bytes(), limits);
    } catch (InvalidJsonException e) {
      return new Result.Refused(String.valueOf(e.getMessage()));
    }
    CallerKey callerKey = new CallerKey(sender.id(), new IdempotencyKey(key));
    if (id == null) {
      CreateRequest post = new CreateRequest(Preconditions.NONE, JSON, document, callerKey);
      return result(persistently(() -> service.create(collection, post)), document);
    }
    Owner owner = sender.owner();
    if (owner != null && owner.stored(id).isEmpty()) {
      return new Result.Refused(
          "in this collection an id has at most " + Owner.MAX_ID_LENGTH + " characters");
    }
    ChangeRequest put =
        ChangeRequest.put(Preconditions.ifNoneMatch(EntityTags.ANY), JSON, document, callerKey);
    return result(persistently(() -> service.change(collection, id, put)), document);
  }

  private static Result result(Outcome outcome, Content document) {
    if (outcome instanceof Outcome.Created) {
      return new Result.Created();
    }
    boolean wasThere =
        outcome instanceof Outcome.Replayed
            || outcome instanceof Outcome.Existing
            || outcome instanceof Outcome.Unchanged
            || (outcome instanceof Outcome.PreconditionFailed failed
                && failed.current() != null
                && failed.current().content().equals(document));
    return wasThere ? new Result.Unchanged() : new Result.Refused(Refusals.of(outcome));
  }

  /** Keyed as it is, the same request again makes nothing twice. */
  private Outcome persistently(Supplier<Outcome> request) {
    Patience.Pauses pauses = patience.pauses();
    while (true) {
      StoreException reason;
      try {
        return request.get();
      } catch (StoreUnavailableException | UnknownOutcomeException e) {
        reason = e;
      }
      if (!pauses.pause(pauses.next())) {
        throw new FeedException(
            "The store does not do what it is asked (%s). Run the same command again when it does: it goes on, and makes nothing twice."
                .formatted(reason.getMessage()),
            reason);
      }
    }
  }
}
