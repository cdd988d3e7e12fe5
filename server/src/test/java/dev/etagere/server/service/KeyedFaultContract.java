package dev.etagere.server.service;

import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.etagere.server.change.ChangeRequest;
import dev.etagere.server.change.CreateRequest;
import dev.etagere.server.change.Outcome;
import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.ledger.CallerKey;
import dev.etagere.server.ledger.IdempotencyKey;
import dev.etagere.server.ledger.LedgerBounds;
import dev.etagere.server.patch.JsonPatch;
import dev.etagere.server.precondition.EntityTag;
import dev.etagere.server.precondition.EntityTags;
import dev.etagere.server.precondition.Preconditions;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.StoredResource.Live;
import dev.etagere.server.service.FaultyStore.Fault;
import dev.etagere.server.store.Listed;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.UnknownOutcomeException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The store fails in the middle of a keyed request, before its write or after it, and the caller
 * repeats it. The kills of {@code KeyCrashIT} hit these moments by chance; here each one is hit.
 */
interface KeyedFaultContract {
  ResourceId A = new ResourceId("a");
  String JSON = "application/json";
  String JSON_PATCH = "application/json-patch+json";
  JsonLimits LIMITS = new JsonLimits(1000, 10);
  String EMPTY = "{\"list\":[]}";
  String FULL = "{\"list\":[1]}";
  String DELETED = "";
  byte[] APPEND =
      "[{\"op\":\"add\",\"path\":\"/list/-\",\"value\":1}]".getBytes(StandardCharsets.UTF_8);
  Preconditions ABSENT = Preconditions.ifNoneMatch(EntityTags.ANY);
  CallerKey KEY = new CallerKey(null, new IdempotencyKey("the request"));

  /** An empty store in which the collection is declared; the test closes it. */
  ResourceStore newStore(Set<CollectionName> collections);

  /** Each way in which a keyed request comes to a write. */
  enum Asked {
    POST(0, 1, FULL),
    PUT_WHERE_NOTHING_IS(0, 1, FULL),
    PUT_OVER_A_TOMBSTONE(2, 3, FULL),
    PUT(1, 2, FULL),
    PUT_OF_WHAT_IS_THERE(1, 1, EMPTY),
    PATCH(1, 2, FULL),
    DELETE(1, 2, DELETED),
    DELETE_OF_WHAT_IS_DELETED(2, 2, DELETED);

    /** How many versions there are before: none, a live one, a tombstone. */
    final int before;

    /** How many there are once the request was done, however often it was sent. */
    final int after;

    /** What there is then. */
    final String content;

    Asked(int before, int after, String content) {
      this.before = before;
      this.after = after;
      this.content = content;
    }

    private Outcome of(ResourceService service, Preconditions first) {
      return switch (this) {
        case POST ->
            service.create(
                NOTES, new CreateRequest(Preconditions.NONE, JSON, Content.ofUtf8(FULL), KEY));
        case PUT_WHERE_NOTHING_IS, PUT_OVER_A_TOMBSTONE ->
            change(service, ChangeRequest.put(ABSENT, JSON, Content.ofUtf8(FULL), KEY));
        case PUT -> change(service, ChangeRequest.put(first, JSON, Content.ofUtf8(FULL), KEY));
        case PUT_OF_WHAT_IS_THERE ->
            change(service, ChangeRequest.put(first, JSON, Content.ofUtf8(EMPTY), KEY));
        case PATCH -> change(service, append());
        case DELETE, DELETE_OF_WHAT_IS_DELETED -> change(service, ChangeRequest.delete(first, KEY));
      };
    }

    /** To whatever version is there: nothing but the ledger keeps a repeat from appending again. */
    private static ChangeRequest append() {
      return ChangeRequest.patch(
          Preconditions.ifMatch(EntityTags.ANY),
          JSON_PATCH,
          APPEND,
          JsonPatch.parse(APPEND, LIMITS),
          LIMITS,
          KEY);
    }
  }

  @ParameterizedTest
  @EnumSource
  default void repeat_firstFailedBeforeItsWrite_isDoneNowAndOnce(Asked asked) {
    try (FaultyStore store = new FaultyStore(newStore(Set.of(NOTES)))) {
      ResourceService service = service(store);
      Preconditions first = prepare(service, asked);
      fail(store, Fault.BEFORE_THE_WRITE, service, asked, first);

      assertThat(asked.of(service, first)).isNotInstanceOf(Outcome.Replayed.class);

      assertOneEffect(store, service, asked, first);
    }
  }

  @ParameterizedTest
  @EnumSource
  default void repeat_firstFailedAfterItsWrite_isReplayed(Asked asked) {
    try (FaultyStore store = new FaultyStore(newStore(Set.of(NOTES)))) {
      ResourceService service = service(store);
      Preconditions first = prepare(service, asked);
      fail(store, Fault.AFTER_THE_WRITE, service, asked, first);

      assertOneEffect(store, service, asked, first);
    }
  }

  private static void fail(
      FaultyStore store, Fault fault, ResourceService service, Asked asked, Preconditions first) {
    store.breakNextWrite(fault);
    assertThatThrownBy(() -> asked.of(service, first)).isInstanceOf(UnknownOutcomeException.class);
  }

  private static void assertOneEffect(
      ResourceStore store, ResourceService service, Asked asked, Preconditions first) {
    assertThat(asked.of(service, first))
        .isInstanceOfSatisfying(
            Outcome.Replayed.class,
            replayed -> {
              StoredResource stored = store.find(NOTES, replayed.id()).orElseThrow();
              assertThat(stored.version().number()).isEqualTo(asked.after);
              assertThat(replayed.first().version()).isEqualTo(stored.version());
              assertThat(content(stored)).isEqualTo(asked.content);
            });
    assertThat(Listed.first(store, NOTES, 10)).hasSize(asked.content.equals(DELETED) ? 0 : 1);
  }

  private static String content(StoredResource stored) {
    return stored instanceof Live live ? live.content().utf8() : DELETED;
  }

  private static ResourceService service(ResourceStore store) {
    return new ResourceService(
        store, ImmutableMap.of(NOTES, CollectionPolicy.DEFAULT), LedgerBounds.DEFAULT, () -> T0);
  }

  /** Makes as many versions as there are to be before, and returns what names the first. */
  private static Preconditions prepare(ResourceService service, Asked asked) {
    if (asked.before == 0) {
      return Preconditions.NONE;
    }
    Outcome created = change(service, ChangeRequest.put(ABSENT, JSON, Content.ofUtf8(EMPTY), null));
    EntityTag tag = EntityTag.of(((Outcome.Created) created).resource().version());
    Preconditions first = Preconditions.ifMatch(EntityTags.of(tag));
    if (asked.before == 2) {
      assertThat(change(service, ChangeRequest.delete(first, null)))
          .isInstanceOf(Outcome.Deleted.class);
    }
    return first;
  }

  private static Outcome change(ResourceService service, ChangeRequest request) {
    return service.change(NOTES, A, request);
  }
}
