package dev.etagere.server.change;

import static dev.etagere.server.change.DecisionAssert.assertAnswer;
import static dev.etagere.server.change.DecisionAssert.assertFails;
import static dev.etagere.server.change.DecisionAssert.assertRequires;
import static dev.etagere.server.change.DecisionAssert.assertWrites;
import static dev.etagere.server.change.Situation.MODIFIED;
import static dev.etagere.server.change.Situation.NOW;
import static dev.etagere.server.change.Situation.absent;
import static dev.etagere.server.change.Situation.deleted;
import static dev.etagere.server.change.Situation.forgotten;
import static dev.etagere.server.change.Situation.ifMatch;
import static dev.etagere.server.change.Situation.ifModifiedSince;
import static dev.etagere.server.change.Situation.ifNoneMatch;
import static dev.etagere.server.change.Situation.ifUnmodifiedSince;
import static dev.etagere.server.change.Situation.live;
import static dev.etagere.server.change.Situation.tag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.change.Outcome.Reason;
import dev.etagere.server.change.Outcome.Requirement;
import dev.etagere.server.precondition.Preconditions;
import dev.etagere.server.resource.Mutation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DELETE: rows D1 to D6. */
class DeleteDecisionTest {
  @Test
  void d1_noPrecondition_onAnyState_isRequired() {
    for (Situation situation : Situation.all()) {
      for (Preconditions none : List.of(Preconditions.NONE, ifModifiedSince(NOW))) {
        assertRequires(situation.delete(none), Requirement.IF_MATCH);
      }
    }
  }

  @Test
  void d1_conditionThatNamesNoVersion_onLive_saysTooLittle() {
    assertRequires(live().delete(ifNoneMatch(tag(2))), Requirement.IF_MATCH);
    assertRequires(live().delete(ifUnmodifiedSince(NOW)), Requirement.IF_MATCH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TAG", "*", "\"x\", TAG"})
  void d2_currentTagOrAny_onLive_deletesForTheRetention(String value) {
    Verdict.CompareAndSet change =
        assertWrites(live().delete(ifMatch(value.replace("TAG", tag(3)))), live());

    assertThat(change.mutation())
        .isEqualTo(new Mutation.Delete(NOW, NOW.plus(Duration.ofDays(30))));
    assertThat(change.ifDone()).isEqualTo(new Outcome.Deleted(Situation.version(3)));
  }

  @Test
  void d2_ifMatchAnyWhereItIsNotAllowed_onLive_requiresATag() {
    assertRequires(live().withoutIfMatchAny().delete(ifMatch("*")), Requirement.IF_MATCH_WITH_TAG);
  }

  @Test
  void d3_otherTags_onLive_fail() {
    assertFails(live().delete(ifMatch(tag(2), tag(4))), Reason.STALE, live().resource());
    assertFails(live().delete(ifMatch("W/" + tag(3))), Reason.WEAK_TAG, live().resource());
    assertFails(live().delete(ifNoneMatch("*")), Reason.EXISTS, live().resource());
  }

  @Test
  void d4_theTagThatWasDeleted_onDeleted_isARepeat() {
    assertAnswer(deleted().delete(ifMatch(tag(3))), new Outcome.DeletedBefore());
    assertAnswer(deleted().delete(ifMatch("\"x\", " + tag(3))), new Outcome.DeletedBefore());
  }

  @Test
  void d5_otherTagsOrAny_onDeleted_areGone() {
    for (String value :
        List.of("*", tag(2), tag(4), "W/" + tag(3), tag(3).replace("1111", "1112"))) {
      assertAnswer(deleted().delete(ifMatch(value)), new Outcome.Gone(MODIFIED));
    }
    assertAnswer(deleted().delete(ifNoneMatch("*")), new Outcome.Gone(MODIFIED));
  }

  @Test
  void d6_anyCondition_onAbsentOrForgotten_isNotFound() {
    for (Situation situation : List.of(absent(), forgotten())) {
      for (Preconditions preconditions :
          List.of(ifMatch("*"), ifMatch(tag(3)), ifNoneMatch("*"), ifUnmodifiedSince(NOW))) {
        assertAnswer(situation.delete(preconditions), new Outcome.NotFound());
      }
    }
  }
}
