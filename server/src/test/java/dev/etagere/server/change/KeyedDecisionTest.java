package dev.etagere.server.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.ledger.CallerKey;
import dev.etagere.server.ledger.Fingerprint.Part;
import dev.etagere.server.ledger.IdempotencyKey;
import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.ledger.LedgerBounds;
import dev.etagere.server.ledger.LedgerEntries;
import dev.etagere.server.ledger.LedgerEntry;
import dev.etagere.server.ledger.LedgerEntry.Result;
import dev.etagere.server.ledger.Remembered;
import dev.etagere.server.precondition.EntityTag;
import dev.etagere.server.precondition.EntityTags;
import dev.etagere.server.precondition.Preconditions;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.Mutation;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.StoredResource.Live;
import dev.etagere.server.resource.StoredResource.Tombstone;
import dev.etagere.server.resource.Version;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows K1 to K5, without store and HTTP. */
class KeyedDecisionTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final Instant BEFORE = NOW.minusSeconds(60);
  private static final ResourceId ID = new ResourceId("a");
  private static final String JSON = "application/json";
  private static final Content ONE = Content.ofUtf8("{\"n\":1}");
  private static final Content TWO = Content.ofUtf8("{\"n\":2}");
  private static final Version V3 = new Version(3, 7);
  private static final Live LIVE =
      new Live(
          ID,
          V3,
          ONE,
          ChangeRequest.put(Preconditions.NONE, JSON, ONE, null).digest(),
          BEFORE,
          BEFORE);
  private static final Preconditions CURRENT =
      Preconditions.ifMatch(EntityTags.of(EntityTag.of(V3)));
  private static final Preconditions STALE =
      Preconditions.ifMatch(EntityTags.of(EntityTag.of(new Version(2, 7))));
  private static final String HEX = "0000000000000007";
  private static final Preconditions ABSENT = Preconditions.ifNoneMatch(EntityTags.ANY);
  private static final KeyedDecision DECISION =
      new KeyedDecision(
          new Decision(CollectionPolicy.DEFAULT, new Circumstances(NOW, 9)), LedgerBounds.DEFAULT);

  private static CallerKey key(String text) {
    return new CallerKey("ann", new IdempotencyKey(text));
  }

  private static ChangeRequest put(Preconditions preconditions, Content content, String key) {
    return ChangeRequest.put(preconditions, JSON, content, key(key));
  }

  private static Verdict decide(@Nullable Remembered found, ChangeRequest request) {
    return DECISION.change(ID, found, request, Objects.requireNonNull(request.keyed()));
  }

  private static Remembered with(StoredResource resource, Ledger ledger) {
    return new Remembered(resource, ledger);
  }

  private static LedgerEntry entry(ChangeRequest request, Result result, Version version) {
    return new LedgerEntry(
        Objects.requireNonNull(request.keyed()).key(),
        request.keyed().fingerprint(),
        result,
        version,
        NOW,
        NOW);
  }

  @Test
  void k1_creation_isInsertedWithItsEntry() {
    ChangeRequest request = put(ABSENT, ONE, "k");

    assertThat(decide(null, request))
        .isInstanceOfSatisfying(
            Verdict.Insert.class,
            insert ->
                assertThat(insert.ledger().recent())
                    .containsExactly(entry(request, Result.CREATED, Version.first(9))));
  }

  @Test
  void k1_replacement_isWrittenWithItsEntry_behindThoseThatAreThere() {
    ChangeRequest earlier = put(STALE, ONE, "earlier");
    Ledger before = Ledger.EMPTY.with(entry(earlier, Result.CHANGED, V3), LedgerBounds.DEFAULT);
    ChangeRequest request = put(CURRENT, TWO, "k");

    assertThat(decide(with(LIVE, before), request))
        .isInstanceOfSatisfying(
            Verdict.CompareAndSet.class,
            change -> {
              assertThat(change.expected()).isEqualTo(V3);
              assertThat(change.mutation()).isInstanceOf(Mutation.Replace.class);
              assertThat(Objects.requireNonNull(change.ledger()).before()).isEqualTo(before);
              assertThat(change.ledger().after().recent())
                  .containsExactly(
                      entry(earlier, Result.CHANGED, V3),
                      entry(request, Result.CHANGED, V3.next()));
              assertThat(change.ledger().after().writes()).isEqualTo(before.writes() + 1);
            });
  }

  @Test
  void k1_deletion_isWrittenWithItsEntry() {
    ChangeRequest request = ChangeRequest.delete(CURRENT, key("k"));

    assertThat(decide(with(LIVE, Ledger.EMPTY), request))
        .isInstanceOfSatisfying(
            Verdict.CompareAndSet.class,
            change ->
                assertThat(Objects.requireNonNull(change.ledger()).after().recent())
                    .containsExactly(entry(request, Result.DELETED, V3.next())));
  }

  @Test
  void k1_nothingToDo_isRememberedAlone() {
    assertThat(decide(with(LIVE, Ledger.EMPTY), put(CURRENT, ONE, "k")))
        .isInstanceOfSatisfying(
            Verdict.Remember.class,
            remember -> {
              assertThat(remember.expected()).isEqualTo(V3);
              assertThat(remember.ifDone()).isEqualTo(new Outcome.Unchanged(LIVE));
              assertThat(remember.ledger().after().recent())
                  .singleElement()
                  .satisfies(
                      entry -> {
                        assertThat(entry.version()).isEqualTo(V3);
                        assertThat(entry.modifiedAt()).isEqualTo(BEFORE);
                        assertThat(entry.at()).isEqualTo(NOW);
                      });
            });
  }

  @Test
  void k1_deletedBeforeWithoutKey_isRememberedAlone() {
    Tombstone tombstone = new Tombstone(ID, V3, BEFORE, NOW.plusSeconds(1));
    Preconditions parent = STALE;

    assertThat(decide(with(tombstone, Ledger.EMPTY), ChangeRequest.delete(parent, key("k"))))
        .isInstanceOfSatisfying(
            Verdict.Remember.class,
            remember -> assertThat(remember.ifDone()).isEqualTo(new Outcome.DeletedBefore()));
  }

  @Test
  void k2_sameRequest_isReplayed_whateverTheStateIs() {
    ChangeRequest request = put(STALE, TWO, "k");
    LedgerEntry first = entry(request, Result.CHANGED, V3);
    Ledger ledger = Ledger.EMPTY.with(first, LedgerBounds.DEFAULT);

    assertThat(decide(with(LIVE, ledger), request))
        .isEqualTo(new Verdict.Answer(new Outcome.Replayed(ID, first, LIVE)));
    assertThat(decide(with(new Tombstone(ID, V3.next(), NOW, NOW.plusSeconds(1)), ledger), request))
        .isEqualTo(new Verdict.Answer(new Outcome.Replayed(ID, first, null)));
  }

  @Test
  void k2_originOfAnotherMethod_isAnotherRequest() {
    ChangeRequest request = put(CURRENT, ONE, "k");
    CreateRequest post = new CreateRequest(Preconditions.NONE, JSON, ONE, key("k"));
    LedgerEntry origin =
        new LedgerEntry(
            key("k").hash(), post.fingerprint(), Result.CREATED, Version.first(7), BEFORE, BEFORE);

    assertThat(decide(with(LIVE, Ledger.ofOrigin(origin)), request))
        .isInstanceOfSatisfying(
            Verdict.Answer.class,
            answer ->
                assertThat(answer.outcome())
                    .isInstanceOfSatisfying(
                        Outcome.KeyReused.class,
                        reused ->
                            assertThat(reused.differences())
                                .containsExactly(Part.METHOD, Part.PRECONDITIONS)));
  }

  @Test
  void k3_otherCallersKey_isAnotherKey() {
    ChangeRequest hers = put(CURRENT, TWO, "k");
    Ledger ledger = Ledger.EMPTY.with(entry(hers, Result.CHANGED, V3), LedgerBounds.DEFAULT);
    ChangeRequest his =
        ChangeRequest.put(CURRENT, JSON, TWO, new CallerKey("bob", new IdempotencyKey("k")));

    assertThat(decide(with(LIVE, ledger), his)).isInstanceOf(Verdict.CompareAndSet.class);
  }

  @Test
  void k4_refusal_isNotRemembered() {
    assertThat(decide(with(LIVE, Ledger.EMPTY), put(STALE, TWO, "k")))
        .isInstanceOf(Verdict.Answer.class);
    assertThat(decide(null, put(CURRENT, TWO, "k"))).isInstanceOf(Verdict.Answer.class);
    assertThat(decide(null, ChangeRequest.delete(CURRENT, key("k"))))
        .isEqualTo(new Verdict.Answer(new Outcome.NotFound()));
  }

  @Test
  void k5_forgottenWithItsTombstone_isEvaluatedAnew() {
    ChangeRequest request = put(ABSENT, ONE, "k");
    Ledger ledger =
        Ledger.EMPTY.with(entry(request, Result.CREATED, Version.first(7)), LedgerBounds.DEFAULT);
    Tombstone forgotten = new Tombstone(ID, V3, BEFORE, NOW);

    assertThat(decide(with(forgotten, ledger), request))
        .isInstanceOfSatisfying(
            Verdict.CompareAndSet.class,
            change -> {
              assertThat(change.mutation()).isInstanceOf(Mutation.Recreate.class);
              assertThat(Objects.requireNonNull(change.ledger()).before()).isEqualTo(ledger);
              assertThat(change.ledger().after().recent())
                  .containsExactly(entry(request, Result.CREATED, V3.recreated(9)));
            });
  }

  @Test
  void k5_stale_saysWhetherTheKeyMayBeForgotten() {
    ChangeRequest stale = put(STALE, TWO, "k");

    assertDoubt(decide(with(LIVE, Ledger.EMPTY), stale), false);
    assertDoubt(decide(with(LIVE, reachingBackTo(2)), stale), false);
    assertDoubt(decide(with(LIVE, reachingBackTo(3)), stale), true);
  }

  @Test
  void k5_listOfVersions_countsTheOldest() {
    Preconditions list =
        Preconditions.ifMatch(
            EntityTags.of(
                new EntityTag("foreign", false),
                EntityTag.of(new Version(1, 7)),
                EntityTag.of(new Version(2, 7))));

    assertDoubt(decide(with(LIVE, reachingBackTo(1)), put(list, TWO, "k")), false);
    assertDoubt(decide(with(LIVE, reachingBackTo(2)), put(list, TWO, "k")), true);
  }

  @Test
  void k5_foreignOrWeakTag_couldNeverHaveMatched() {
    for (EntityTag tag : List.of(new EntityTag("x", false), new EntityTag("2-" + HEX, true))) {
      Preconditions never = Preconditions.ifMatch(EntityTags.of(tag));
      assertDoubt(decide(with(LIVE, reachingBackTo(3)), put(never, TWO, "k")), false);
    }
  }

  @Test
  void k5_existsAndAbsent_sayItToo() {
    assertDoubt(decide(with(LIVE, reachingBackTo(3)), put(ABSENT, TWO, "k")), true);
    assertDoubt(decide(with(LIVE, Ledger.EMPTY), put(ABSENT, TWO, "k")), false);
    Tombstone tombstone = new Tombstone(ID, V3, BEFORE, NOW.plusSeconds(1));
    Preconditions any = Preconditions.ifMatch(EntityTags.ANY);
    assertDoubt(decide(with(tombstone, reachingBackTo(3)), put(any, TWO, "k")), true);
    assertDoubt(decide(with(tombstone, Ledger.EMPTY), put(any, TWO, "k")), false);
    assertDoubt(decide(null, put(CURRENT, TWO, "k")), true);
  }

  @Test
  void k5_gone_saysItToo() {
    Tombstone tombstone = new Tombstone(ID, V3.next(), BEFORE, NOW.plusSeconds(1));
    ChangeRequest request = ChangeRequest.delete(STALE, key("k"));

    assertThat(decide(with(tombstone, reachingBackTo(4)), request))
        .isEqualTo(new Verdict.Answer(new Outcome.Gone(BEFORE, true)));
    assertThat(decide(with(tombstone, reachingBackTo(2)), request))
        .isEqualTo(new Verdict.Answer(new Outcome.Gone(BEFORE, false)));
  }

  @Test
  void k5_versionOfAnEarlierLife_isForgottenWithIt() {
    Preconditions before = Preconditions.ifMatch(EntityTags.of(EntityTag.of(new Version(3, 6))));

    assertDoubt(decide(with(LIVE, Ledger.EMPTY), put(before, TWO, "k")), true);
  }

  /** A ledger that has dropped entries, and remembers none older than this version. */
  private static Ledger reachingBackTo(int number) {
    ChangeRequest other = put(STALE, ONE, "other");
    LedgerEntry oldest = entry(other, Result.CHANGED, new Version(number, 7));
    return new Ledger(null, LedgerEntries.copyOf(List.of(oldest)), 300);
  }

  private static void assertDoubt(Verdict verdict, boolean keyMayBeForgotten) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Answer.class,
            answer ->
                assertThat(answer.outcome())
                    .isInstanceOfSatisfying(
                        Outcome.PreconditionFailed.class,
                        failed ->
                            assertThat(failed.keyMayBeForgotten()).isEqualTo(keyMayBeForgotten)));
  }
}
