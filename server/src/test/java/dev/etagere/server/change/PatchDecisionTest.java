package dev.etagere.server.change;

import static dev.etagere.server.change.DecisionAssert.assertAnswer;
import static dev.etagere.server.change.DecisionAssert.assertFails;
import static dev.etagere.server.change.DecisionAssert.assertRequires;
import static dev.etagere.server.change.DecisionAssert.assertWrites;
import static dev.etagere.server.change.Situation.MODIFIED;
import static dev.etagere.server.change.Situation.NOW;
import static dev.etagere.server.change.Situation.absent;
import static dev.etagere.server.change.Situation.created;
import static dev.etagere.server.change.Situation.deleted;
import static dev.etagere.server.change.Situation.forgotten;
import static dev.etagere.server.change.Situation.ifMatch;
import static dev.etagere.server.change.Situation.ifNoneMatch;
import static dev.etagere.server.change.Situation.ifUnmodifiedSince;
import static dev.etagere.server.change.Situation.live;
import static dev.etagere.server.change.Situation.tag;
import static dev.etagere.server.change.Situation.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.change.Outcome.Reason;
import dev.etagere.server.change.Outcome.Requirement;
import dev.etagere.server.precondition.Preconditions;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.Mutation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PATCH: rows A1 to A6, but for A4; A4 and A7 end before a decision is asked for. */
class PatchDecisionTest {
  private static final String TO_TWO = "{\"n\":2}";

  @Test
  void a1_mergePatchWithCurrentTag_onLive_replaces() {
    Verdict.CompareAndSet change =
        assertWrites(live().mergePatch(ifMatch(tag(3)), "{\"m\":null,\"o\":3}"), live());

    assertReplaces(change, "{\"n\":1,\"o\":3}");
  }

  @Test
  void a1_jsonPatchWithCurrentTag_onLive_replaces() {
    Verdict.CompareAndSet change =
        assertWrites(
            live()
                .jsonPatch(
                    ifMatch(tag(3)),
                    "[{\"op\":\"test\",\"path\":\"/n\",\"value\":1},"
                        + "{\"op\":\"replace\",\"path\":\"/n\",\"value\":2.50}]"),
            live());

    assertReplaces(change, "{\"n\":2.50}");
  }

  @Test
  void a1_noPrecondition_onAnyState_isRequired() {
    for (Situation situation : Situation.all()) {
      assertRequires(situation.mergePatch(Preconditions.NONE, TO_TWO), Requirement.IF_MATCH);
    }
  }

  @Test
  void a1_otherTag_onLive_isStale() {
    assertFails(live().mergePatch(ifMatch(tag(2)), TO_TWO), Reason.STALE, live().resource());
    assertFails(
        live().mergePatch(ifMatch("W/" + tag(3)), TO_TWO), Reason.WEAK_TAG, live().resource());
    assertFails(
        live().mergePatch(ifUnmodifiedSince(MODIFIED.minusSeconds(2)), TO_TWO),
        Reason.STALE,
        live().resource());
  }

  @Test
  void a1_conditionThatNamesNoVersion_onLive_saysTooLittle() {
    assertRequires(live().mergePatch(ifNoneMatch(tag(2)), TO_TWO), Requirement.IF_MATCH);
    assertRequires(live().mergePatch(ifUnmodifiedSince(NOW), TO_TWO), Requirement.IF_MATCH);
    assertFails(live().mergePatch(ifNoneMatch("*"), TO_TWO), Reason.EXISTS, live().resource());
  }

  @Test
  void a1_anyCondition_onAbsentOrForgotten_isNotFound() {
    for (Situation situation : List.of(absent(), forgotten())) {
      for (Preconditions preconditions : List.of(ifMatch("*"), ifMatch(tag(3)), ifNoneMatch("*"))) {
        assertAnswer(situation.mergePatch(preconditions, TO_TWO), new Outcome.NotFound());
      }
    }
  }

  @Test
  void a1_anyCondition_onDeleted_isGone() {
    for (Preconditions preconditions : List.of(ifMatch("*"), ifMatch(tag(3)), ifNoneMatch("*"))) {
      assertAnswer(deleted().mergePatch(preconditions, TO_TWO), new Outcome.Gone(MODIFIED));
    }
  }

  @Test
  void a2_resultEqualAsJson_onLive_changesNothing() {
    Outcome unchanged = new Outcome.Unchanged(live().resource());

    assertAnswer(live().mergePatch(ifMatch(tag(3)), "{\"n\":1.0}"), unchanged);
    assertAnswer(live().mergePatch(ifMatch("*"), "{}"), unchanged);
    assertAnswer(live().jsonPatch(ifMatch(tag(3)), "[]"), unchanged);
  }

  @Test
  void a3_testThatFails_onLive_changesNothing() {
    Verdict verdict =
        live()
            .jsonPatch(
                ifMatch(tag(3)),
                "[{\"op\":\"add\",\"path\":\"/m\",\"value\":0},"
                    + "{\"op\":\"test\",\"path\":\"/n\",\"value\":9}]");

    assertThat(verdict).isInstanceOf(Verdict.Answer.class);
    Outcome outcome = ((Verdict.Answer) verdict).outcome();
    assertThat(outcome).isInstanceOf(Outcome.PatchTestFailed.class);
    assertThat(((Outcome.PatchTestFailed) outcome).path()).isEqualTo("/n");
  }

  @Test
  void a3_testThatFails_withAStaleTag_isStale() {
    assertFails(
        live().jsonPatch(ifMatch(tag(2)), "[{\"op\":\"test\",\"path\":\"/n\",\"value\":9}]"),
        Reason.STALE,
        live().resource());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"op\":\"remove\",\"path\":\"/missing\"}]",
        "[{\"op\":\"add\",\"path\":\"/a/b\",\"value\":1}]",
        "[{\"op\":\"replace\",\"path\":\"\",\"value\":7}]"
      })
  void a5_patchThatCannotBeApplied_onLive_changesNothing(String patch) {
    Verdict verdict = live().jsonPatch(ifMatch(tag(3)), patch);

    assertThat(verdict).isInstanceOf(Verdict.Answer.class);
    Outcome outcome = ((Verdict.Answer) verdict).outcome();
    assertThat(outcome).isInstanceOf(Outcome.PatchNotApplicable.class);
    assertThat(((Outcome.PatchNotApplicable) outcome).reasons()).hasSize(1);
  }

  @Test
  void a6_ifMatchAny_onWhateverVersion_appliesToThatVersion() {
    for (Situation situation : List.of(live(), created())) {
      Verdict.CompareAndSet change =
          assertWrites(situation.mergePatch(ifMatch("*"), TO_TWO), situation);

      assertThat(change.ifDone())
          .isEqualTo(
              new Outcome.Replaced(
                  situation.resource().version(),
                  situation.resource().version().next(),
                  NOW,
                  Content.ofUtf8(TO_TWO)));
    }
  }

  @Test
  void a6_ifMatchAnyWhereItIsNotAllowed_onLive_requiresATag() {
    assertRequires(
        live().withoutIfMatchAny().mergePatch(ifMatch("*"), TO_TWO), Requirement.IF_MATCH_WITH_TAG);
  }

  private static void assertReplaces(Verdict.CompareAndSet change, String content) {
    assertThat(change.mutation()).isInstanceOf(Mutation.Replace.class);
    assertThat(((Mutation.Replace) change.mutation()).content().utf8()).isEqualTo(content);
    assertThat(change.ifDone())
        .isEqualTo(new Outcome.Replaced(version(3), version(4), NOW, Content.ofUtf8(content)));
  }
}
