package dev.etagere.server.change;

import static dev.etagere.server.change.DecisionAssert.assertAnswer;
import static dev.etagere.server.change.DecisionAssert.assertFails;
import static dev.etagere.server.change.DecisionAssert.assertRequires;
import static dev.etagere.server.change.DecisionAssert.assertWrites;
import static dev.etagere.server.change.Situation.CREATED;
import static dev.etagere.server.change.Situation.FIRST;
import static dev.etagere.server.change.Situation.ID;
import static dev.etagere.server.change.Situation.MODIFIED;
import static dev.etagere.server.change.Situation.NEXT_INCARNATION;
import static dev.etagere.server.change.Situation.NOW;
import static dev.etagere.server.change.Situation.SECOND;
import static dev.etagere.server.change.Situation.absent;
import static dev.etagere.server.change.Situation.both;
import static dev.etagere.server.change.Situation.created;
import static dev.etagere.server.change.Situation.deleted;
import static dev.etagere.server.change.Situation.forgotten;
import static dev.etagere.server.change.Situation.ifMatch;
import static dev.etagere.server.change.Situation.ifModifiedSince;
import static dev.etagere.server.change.Situation.ifNoneMatch;
import static dev.etagere.server.change.Situation.ifUnmodifiedSince;
import static dev.etagere.server.change.Situation.live;
import static dev.etagere.server.change.Situation.tag;
import static dev.etagere.server.change.Situation.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.change.Outcome.Reason;
import dev.etagere.server.change.Outcome.Requirement;
import dev.etagere.server.precondition.Preconditions;
import dev.etagere.server.resource.Mutation;
import dev.etagere.server.resource.StoredResource.Live;
import dev.etagere.server.resource.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PUT: rows P1 to P16, but for P14, which ends before a decision is asked for. */
class PutDecisionTest {
  private static final Instant WHOLE_SECOND = MODIFIED.truncatedTo(ChronoUnit.SECONDS);

  @Test
  void p1_noPrecondition_onAnyState_isRequired() {
    for (Situation situation : Situation.all()) {
      for (Preconditions none : List.of(Preconditions.NONE, ifModifiedSince(NOW))) {
        assertRequires(situation.put(none, SECOND), Requirement.IF_MATCH_OR_ABSENCE);
      }
    }
  }

  @Test
  void p2_currentTag_onLive_replaces() {
    assertReplaces(live().put(ifMatch(tag(3)), SECOND));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TAG", "*"})
  void p3_identicalContent_onLive_changesNothing(String value) {
    assertAnswer(
        live().put(ifMatch(value.replace("TAG", tag(3))), FIRST),
        new Outcome.Unchanged(live().resource()));
  }

  @Test
  void p4_otherTags_onLive_areStale() {
    assertFails(live().put(ifMatch(tag(4)), SECOND), Reason.STALE, live().resource());
    assertFails(live().put(ifMatch(tag(1), "\"x\""), SECOND), Reason.STALE, live().resource());
  }

  @Test
  void p4_tagOfAnotherIncarnation_onLive_isStale() {
    assertFails(
        live().put(ifMatch(tag(3).replace("1111", "1112")), SECOND),
        Reason.STALE,
        live().resource());
  }

  @Test
  void p5_ifMatch_onAbsentOrDeleted_fails() {
    for (Situation situation : List.of(absent(), deleted(), forgotten())) {
      assertFails(situation.put(ifMatch("*"), SECOND), Reason.ABSENT, null);
      // Neither the tag that was deleted nor that of the deletion brings it back.
      assertFails(situation.put(ifMatch(tag(3)), SECOND), Reason.ABSENT, null);
      assertFails(situation.put(ifMatch(tag(4)), SECOND), Reason.ABSENT, null);
    }
  }

  @Test
  void p6_ifMatchAny_onLive_replacesTheVersionThatWasRead() {
    assertReplaces(live().put(ifMatch("*"), SECOND));
  }

  @Test
  void p6_ifMatchAnyWhereItIsNotAllowed_onLive_requiresATag() {
    assertRequires(
        live().withoutIfMatchAny().put(ifMatch("*"), SECOND), Requirement.IF_MATCH_WITH_TAG);
  }

  @Test
  void p7_createIfAbsent_onAbsent_inserts() {
    Verdict verdict = absent().put(ifNoneMatch("*"), FIRST);

    assertThat(verdict).isInstanceOf(Verdict.Insert.class);
    Live resource = ((Verdict.Insert) verdict).resource();
    assertCreation(resource, new Version(1, NEXT_INCARNATION));
    assertThat(((Verdict.Insert) verdict).ifDone()).isEqualTo(new Outcome.Created(resource));
  }

  @Test
  void p8_createIfAbsent_onDeleted_createsAgain() {
    for (Situation situation : List.of(deleted(), forgotten())) {
      Verdict.CompareAndSet change =
          assertWrites(situation.put(ifNoneMatch("*"), FIRST), situation);

      assertThat(change.mutation()).isInstanceOf(Mutation.Recreate.class);
      Mutation.Recreate recreate = (Mutation.Recreate) change.mutation();
      assertThat(recreate.content()).isEqualTo(FIRST);
      assertThat(recreate.incarnation()).isEqualTo(NEXT_INCARNATION);
      assertThat(recreate.at()).isEqualTo(NOW);
      assertThat(change.ifDone()).isInstanceOf(Outcome.Created.class);
      assertCreation(
          ((Outcome.Created) change.ifDone()).resource(), new Version(5, NEXT_INCARNATION));
    }
  }

  @Test
  void p9_createIfAbsent_onLive_isRefused() {
    assertFails(live().put(ifNoneMatch("*"), SECOND), Reason.EXISTS, live().resource());
  }

  @Test
  void p9_createIfAbsentRepeated_onItsOwnResult_isRefusedAndSaysSo() {
    assertAnswer(
        created().withReplayByContent().put(ifNoneMatch("*"), FIRST),
        new Outcome.PreconditionFailed(Reason.EXISTS, created().resource(), true));
  }

  @Test
  void p10_ifNoneMatchWithTags_thatMatchesWeakly_fails() {
    for (String value : List.of(tag(3), "W/" + tag(3), "\"x\", " + tag(3))) {
      assertFails(live().put(ifNoneMatch(value), SECOND), Reason.EXISTS, live().resource());
    }
  }

  @Test
  void p10_ifNoneMatchWithTags_thatDoesNotMatch_saysTooLittle() {
    for (Situation situation : Situation.all()) {
      assertRequires(situation.put(ifNoneMatch(tag(7)), SECOND), Requirement.IF_MATCH_OR_ABSENCE);
    }
  }

  @Test
  void p11_ifUnmodifiedSince_onLive_failsIfModifiedSince() {
    assertFails(
        live().put(ifUnmodifiedSince(WHOLE_SECOND.minusSeconds(1)), SECOND),
        Reason.STALE,
        live().resource());
  }

  @Test
  void p11_ifUnmodifiedSince_thatHolds_saysTooLittle() {
    for (Situation situation : Situation.all()) {
      assertRequires(
          situation.put(ifUnmodifiedSince(WHOLE_SECOND), SECOND), Requirement.IF_MATCH_OR_ABSENCE);
    }
  }

  @Test
  void p12_listOnOneOrSeveralLines_onLive_holdsIfAnyTagMatches() {
    assertReplaces(live().put(ifMatch("\"x\", " + tag(3) + ", W/\"y\""), SECOND));
    assertReplaces(live().put(ifMatch("\"x\"", tag(3)), SECOND));
  }

  @Test
  void p13_weakTag_onLive_neverMatches() {
    assertFails(live().put(ifMatch("W/" + tag(3)), SECOND), Reason.WEAK_TAG, live().resource());
    assertFails(live().put(ifMatch("W/" + tag(3)), FIRST), Reason.WEAK_TAG, live().resource());
  }

  @Test
  void p15_bothFields_onLive_evaluateIfMatchFirst() {
    assertFails(live().put(both(tag(2), "*"), SECOND), Reason.STALE, live().resource());
    assertFails(live().put(both(tag(3), "*"), SECOND), Reason.EXISTS, live().resource());
    assertFails(live().put(both(tag(3), tag(3)), SECOND), Reason.EXISTS, live().resource());
    assertReplaces(live().put(both(tag(3), tag(2)), SECOND));
  }

  @Test
  void p15_bothFields_onAbsent_evaluateIfMatchFirst() {
    assertFails(absent().put(both("*", "*"), SECOND), Reason.ABSENT, null);
  }

  @Test
  void p16_repeatOfTheLastChange_onLive_isRefusedAndSaysSo() {
    assertAnswer(
        live().put(ifMatch(tag(2)), FIRST),
        new Outcome.PreconditionFailed(Reason.STALE, live().resource(), true));
  }

  @Test
  void p16_repeatOfTheLastChangeWithReplayByContent_onLive_isAnsweredAsDone() {
    assertAnswer(
        live().withReplayByContent().put(ifMatch("\"x\", " + tag(2)), FIRST),
        new Outcome.AppliedBefore(live().resource()));
  }

  @Test
  void p16_otherContentOrOtherParent_onLive_isNoRepeat() {
    Situation situation = live().withReplayByContent();

    assertFails(situation.put(ifMatch(tag(2)), SECOND), Reason.STALE, live().resource());
    assertFails(situation.put(ifMatch(tag(1)), FIRST), Reason.STALE, live().resource());
    assertFails(situation.put(ifMatch("W/" + tag(2)), FIRST), Reason.WEAK_TAG, live().resource());
  }

  @Test
  void p16_contentOfACreation_onItsResult_isNoRepeatOfAReplacement() {
    assertFails(
        created().withReplayByContent().put(ifMatch(tag(2)), FIRST),
        Reason.STALE,
        created().resource());
  }

  private static void assertReplaces(Verdict verdict) {
    Verdict.CompareAndSet change = assertWrites(verdict, live());
    assertThat(change.mutation()).isInstanceOf(Mutation.Replace.class);
    assertThat(((Mutation.Replace) change.mutation()).content()).isEqualTo(SECOND);
    assertThat(((Mutation.Replace) change.mutation()).at()).isEqualTo(NOW);
    assertThat(change.ifDone())
        .isEqualTo(new Outcome.Replaced(version(3), version(4), NOW, SECOND));
  }

  private static void assertCreation(Live resource, Version version) {
    assertThat(resource.id()).isEqualTo(ID);
    assertThat(resource.version()).isEqualTo(version);
    assertThat(resource.content()).isEqualTo(FIRST);
    assertThat(resource.createdAt()).isEqualTo(NOW).isNotEqualTo(CREATED);
    assertThat(resource.modifiedAt()).isEqualTo(NOW);
  }
}
