package dev.etagere.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.etagere.server.change.ChangeRequest;
import dev.etagere.server.change.CreateRequest;
import dev.etagere.server.change.Outcome;
import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.ledger.CallerKey;
import dev.etagere.server.ledger.IdempotencyKey;
import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.ledger.LedgerBounds;
import dev.etagere.server.ledger.LedgerChange;
import dev.etagere.server.ledger.Remembered;
import dev.etagere.server.patch.MergePatch;
import dev.etagere.server.precondition.EntityTag;
import dev.etagere.server.precondition.EntityTags;
import dev.etagere.server.precondition.Preconditions;
import dev.etagere.server.query.Count;
import dev.etagere.server.query.Filter;
import dev.etagere.server.query.Page;
import dev.etagere.server.query.PageQuery;
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
import dev.etagere.server.store.sqlite.SqliteStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResourceServiceTest {
  private static final CollectionName NOTES = new CollectionName("notes");
  private static final ResourceId ID = new ResourceId("a");
  private static final String JSON = "application/json";
  private static final Content ONE = Content.ofUtf8("{\"n\":1}");
  private static final Content TWO = Content.ofUtf8("{\"n\":2}");

  private final List<String> calls = new ArrayList<>();
  private final SqliteStore sqlite = SqliteStore.temporary(Set.of(NOTES));
  private Runnable beforeWrite = () -> {};
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final InstantSource clock = () -> now;
  private final ResourceService service =
      new ResourceService(
          new Recording(),
          ImmutableMap.of(NOTES, CollectionPolicy.DEFAULT),
          LedgerBounds.DEFAULT,
          clock);

  @AfterEach
  void close() {
    sqlite.close();
  }

  @Test
  void commonCases_costOneRoundTripEach() {
    Live created =
        created(service.create(NOTES, new CreateRequest(Preconditions.NONE, JSON, ONE, null)));
    assertCalls("insert");

    assertThat(service.read(NOTES, created.id(), Preconditions.NONE))
        .isInstanceOf(Outcome.Found.class);
    assertCalls("find");

    assertThat(service.read(NOTES, created.id(), Preconditions.ifNoneMatch(tag(created.version()))))
        .isInstanceOf(Outcome.NotModified.class);
    assertCalls("find");

    assertThat(put(ID, Preconditions.ifNoneMatch(EntityTags.ANY), ONE))
        .isInstanceOf(Outcome.Created.class);
    assertCalls("insert");

    assertThat(put(created.id(), Preconditions.ifMatch(tag(created.version())), TWO))
        .isInstanceOf(Outcome.Replaced.class);
    assertCalls("compareAndSet");

    Preconditions second = Preconditions.ifMatch(tag(created.version().next()));
    assertThat(service.change(NOTES, created.id(), ChangeRequest.delete(second, null)))
        .isInstanceOf(Outcome.Deleted.class);
    assertCalls("compareAndSet");
  }

  @Test
  void keyedRequests_costOneRoundTripForPost_andTwoForItsReplayAndForEveryOther() {
    CreateRequest post = new CreateRequest(Preconditions.NONE, JSON, ONE, key("post"));
    Live created = created(service.create(NOTES, post));
    assertCalls("insert");

    assertThat(service.create(NOTES, post)).isInstanceOf(Outcome.Replayed.class);
    assertCalls("insert", "recall");

    Preconditions first = Preconditions.ifMatch(tag(created.version()));
    ChangeRequest put = ChangeRequest.put(first, JSON, TWO, key("put"));
    assertThat(service.change(NOTES, created.id(), put)).isInstanceOf(Outcome.Replaced.class);
    assertCalls("recall", "compareAndSet");

    assertThat(service.change(NOTES, created.id(), put)).isInstanceOf(Outcome.Replayed.class);
    assertCalls("recall");

    Preconditions second = Preconditions.ifMatch(tag(created.version().next()));
    ChangeRequest same = ChangeRequest.put(second, JSON, TWO, key("same"));
    assertThat(service.change(NOTES, created.id(), same)).isInstanceOf(Outcome.Unchanged.class);
    assertCalls("recall", "remember");

    ChangeRequest delete = ChangeRequest.delete(second, key("delete"));
    assertThat(service.change(NOTES, created.id(), delete)).isInstanceOf(Outcome.Deleted.class);
    assertCalls("recall", "compareAndSet");
  }

  @Test
  void keyedPost_toAForgottenTombstone_createsAgain() {
    CreateRequest post = new CreateRequest(Preconditions.NONE, JSON, ONE, key("post"));
    Live created = created(service.create(NOTES, post));
    Preconditions first = Preconditions.ifMatch(tag(created.version()));
    service.change(NOTES, created.id(), ChangeRequest.delete(first, null));
    assertThat(service.create(NOTES, post)).isInstanceOf(Outcome.Replayed.class);

    now = now.plus(Duration.ofDays(30));
    Live again = created(service.create(NOTES, post));

    assertThat(again.id()).isEqualTo(created.id());
    assertThat(again.version().number()).isEqualTo(3);
    assertThat(service.create(NOTES, post))
        .isInstanceOfSatisfying(
            Outcome.Replayed.class,
            replayed -> assertThat(replayed.first().version()).isEqualTo(again.version()));
  }

  @Test
  void keyedPut_aCopyOfItComesBetween_isReplayed() {
    Version version = create();
    ChangeRequest put =
        ChangeRequest.put(Preconditions.ifMatch(tag(version)), JSON, TWO, key("put"));
    runOnceBeforeWrite(() -> service.change(NOTES, ID, put));

    assertThat(service.change(NOTES, ID, put)).isInstanceOf(Outcome.Replayed.class);
    assertThat(sqlite.find(NOTES, ID).orElseThrow().version()).isEqualTo(version.next());
  }

  @Test
  void put_identicalContent_isFoundOutByASecondRoundTrip() {
    Version version = create();

    assertThat(put(ID, Preconditions.ifMatch(tag(version)), ONE))
        .isInstanceOf(Outcome.Unchanged.class);
    assertCalls("compareAndSet", "find");
  }

  @Test
  void put_staleTag_isToldWithTheCurrentVersion() {
    Version version = create();
    put(ID, Preconditions.ifMatch(tag(version)), TWO);
    calls.clear();

    Outcome outcome = put(ID, Preconditions.ifMatch(tag(version)), ONE);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.PreconditionFailed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo(Outcome.Reason.STALE);
              assertThat(failed.current()).extracting(Live::version).isEqualTo(version.next());
            });
    assertCalls("compareAndSet", "find");
  }

  @Test
  void a6_anotherWriterComesBetween_isAppliedToItsVersion() {
    Version version = create();
    runOnceBeforeWrite(() -> replace(version, "{\"n\":1,\"other\":true}"));

    Outcome outcome = patch("{\"n\":5}", EntityTags.ANY);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Replaced.class,
            replaced ->
                assertThat(replaced.content().utf8()).isEqualTo("{\"n\":5,\"other\":true}"));
    assertCalls("find", "compareAndSet", "find", "compareAndSet");
  }

  @Test
  void patch_anotherWriterComesBetween_isStaleIfItNamedAVersion() {
    Version version = create();
    runOnceBeforeWrite(() -> replace(version, "{\"other\":true}"));

    assertThat(patch("{\"n\":5}", tag(version))).isInstanceOf(Outcome.PreconditionFailed.class);
    assertCalls("find", "compareAndSet", "find");
  }

  @Test
  void put_anotherWriterCreatesFirst_isRefused() {
    runOnceBeforeWrite(
        () ->
            sqlite.insert(
                NOTES,
                new Live(
                    ID,
                    Version.first(7),
                    TWO,
                    ChangeRequest.put(Preconditions.NONE, JSON, TWO, null).digest(),
                    now,
                    now)));

    assertThat(put(ID, Preconditions.ifNoneMatch(EntityTags.ANY), ONE))
        .isInstanceOfSatisfying(
            Outcome.PreconditionFailed.class,
            failed -> assertThat(failed.reason()).isEqualTo(Outcome.Reason.EXISTS));
    assertCalls("insert", "find");
  }

  @Test
  void patch_othersComeBetweenEveryTime_givesUpWithNothingChanged() {
    Version version = create();
    Version[] current = {version};
    beforeWrite =
        () -> {
          replace(current[0], "{\"v\":" + current[0].number() + "}");
          current[0] = current[0].next();
        };

    assertThatThrownBy(() -> patch("{\"n\":5}", EntityTags.ANY))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(((Live) sqlite.find(NOTES, ID).orElseThrow()).content().utf8()).doesNotContain("n");
  }

  @Test
  void deletion_isForgottenAfterItsTimeAndThenSwept() {
    Version version = create();
    service.change(NOTES, ID, ChangeRequest.delete(Preconditions.ifMatch(tag(version)), null));
    assertThat(service.read(NOTES, ID, Preconditions.NONE)).isInstanceOf(Outcome.Gone.class);

    now = now.plus(Duration.ofDays(30));

    assertThat(service.read(NOTES, ID, Preconditions.NONE)).isInstanceOf(Outcome.NotFound.class);
    try (TombstoneSweeper sweeper = new TombstoneSweeper(sqlite, ImmutableSet.of(NOTES), clock)) {
      assertThat(sweeper.sweep()).isEqualTo(1);
    }
    assertThat(sqlite.find(NOTES, ID)).isEmpty();
  }

  private static CallerKey key(String key) {
    return new CallerKey(null, new IdempotencyKey(key));
  }

  private Version create() {
    Outcome outcome = put(ID, Preconditions.ifNoneMatch(EntityTags.ANY), ONE);
    calls.clear();
    return created(outcome).version();
  }

  private static Live created(Outcome outcome) {
    return ((Outcome.Created) outcome).resource();
  }

  private Outcome put(ResourceId id, Preconditions preconditions, Content content) {
    return service.change(NOTES, id, ChangeRequest.put(preconditions, JSON, content, null));
  }

  private Outcome patch(String document, EntityTags ifMatch) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    return service.change(
        NOTES,
        ID,
        ChangeRequest.patch(
            Preconditions.ifMatch(ifMatch),
            MergePatch.MEDIA_TYPE,
            bytes,
            MergePatch.parse(bytes, JsonLimits.DEFAULT),
            JsonLimits.DEFAULT,
            null));
  }

  /** What another writer does, past the service. */
  private void replace(Version expected, String json) {
    Content content = Content.ofUtf8(json);
    boolean done =
        sqlite.compareAndSet(
            NOTES,
            ID,
            expected,
            new Mutation.Replace(
                content, ChangeRequest.put(Preconditions.NONE, JSON, content, null).digest(), now));
    assertThat(done).isTrue();
  }

  private void runOnceBeforeWrite(Runnable action) {
    beforeWrite =
        () -> {
          beforeWrite = () -> {};
          action.run();
        };
  }

  private void assertCalls(String... expected) {
    assertThat(calls).containsExactly(expected);
    calls.clear();
  }

  private static EntityTags tag(Version version) {
    return EntityTags.of(EntityTag.of(version));
  }

  /** The real store, with each call noted and a hook where another writer can come between. */
  private final class Recording implements ResourceStore {
    @Override
    public Optional<StoredResource> find(CollectionName collection, ResourceId id) {
      calls.add("find");
      return sqlite.find(collection, id);
    }

    @Override
    public boolean insert(CollectionName collection, Live resource, Ledger ledger) {
      calls.add("insert");
      beforeWrite.run();
      return sqlite.insert(collection, resource, ledger);
    }

    @Override
    public Optional<Remembered> recall(CollectionName collection, ResourceId id) {
      calls.add("recall");
      return sqlite.recall(collection, id);
    }

    @Override
    public boolean compareAndSet(
        CollectionName collection,
        ResourceId id,
        Version expected,
        Mutation mutation,
        @Nullable LedgerChange ledger) {
      calls.add("compareAndSet");
      beforeWrite.run();
      return sqlite.compareAndSet(collection, id, expected, mutation, ledger);
    }

    @Override
    public boolean remember(
        CollectionName collection, ResourceId id, Version expected, LedgerChange ledger) {
      calls.add("remember");
      beforeWrite.run();
      return sqlite.remember(collection, id, expected, ledger);
    }

    @Override
    public Page page(CollectionName collection, PageQuery query) {
      return sqlite.page(collection, query);
    }

    @Override
    public Count count(CollectionName collection, Filter filter) {
      return sqlite.count(collection, filter);
    }

    @Override
    public List<Live> findLive(CollectionName collection, List<ResourceId> ids) {
      return sqlite.findLive(collection, ids);
    }

    @Override
    public int purge(CollectionName collection, Instant time, int limit) {
      return sqlite.purge(collection, time, limit);
    }

    @Override
    public String describe() {
      return sqlite.describe();
    }

    @Override
    public void close() {
      sqlite.close();
    }
  }
}
