package dev.etagere.server.change;

import static dev.etagere.server.change.Situation.MODIFIED;
import static dev.etagere.server.change.Situation.absent;
import static dev.etagere.server.change.Situation.both;
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
import dev.etagere.server.precondition.Preconditions;
import dev.etagere.server.resource.StoredResource.Live;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GET and HEAD: rows G1 to G8, but for G6, since the decision knows no ranges. */
class ReadDecisionTest {
  private static final Instant WHOLE_SECOND = MODIFIED.truncatedTo(ChronoUnit.SECONDS);
  private static final Live STORED = live().resource();

  @Test
  void g1_noPrecondition_onLive_finds() {
    assertThat(live().get(Preconditions.NONE)).isEqualTo(new Outcome.Found(STORED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TAG", "W/TAG", "\"x\", TAG", "*"})
  void g2_ifNoneMatchThatMatches_onLive_isNotModified(String value) {
    assertThat(live().get(ifNoneMatch(value.replace("TAG", tag(3)))))
        .isEqualTo(new Outcome.NotModified(STORED));
  }

  @Test
  void g3_ifNoneMatchWithoutAMatch_onLive_ignoresIfModifiedSince() {
    Preconditions preconditions =
        Preconditions.parse(List.of(), List.of(tag(2)), WHOLE_SECOND, null);

    assertThat(live().get(preconditions)).isEqualTo(new Outcome.Found(STORED));
  }

  @Test
  void g4_ifModifiedSinceInTheSecondOfTheChange_onLive_isNotModified() {
    assertThat(live().get(ifModifiedSince(WHOLE_SECOND)))
        .isEqualTo(new Outcome.NotModified(STORED));
  }

  @Test
  void g4_ifModifiedSinceBeforeTheChange_onLive_finds() {
    assertThat(live().get(ifModifiedSince(WHOLE_SECOND.minusSeconds(1))))
        .isEqualTo(new Outcome.Found(STORED));
  }

  @Test
  void g5_ifMatchWithoutAMatch_onLive_fails() {
    assertThat(live().get(ifMatch(tag(2))))
        .isEqualTo(new Outcome.PreconditionFailed(Reason.STALE, STORED, false));
    assertThat(live().get(ifMatch("W/" + tag(3))))
        .isEqualTo(new Outcome.PreconditionFailed(Reason.WEAK_TAG, STORED, false));
  }

  @Test
  void g5_ifMatchThatMatches_onLive_goesOnWithIfNoneMatch() {
    assertThat(live().get(ifMatch(tag(3)))).isEqualTo(new Outcome.Found(STORED));
    assertThat(live().get(both("*", tag(3)))).isEqualTo(new Outcome.NotModified(STORED));
  }

  @Test
  void g5_ifUnmodifiedSinceBeforeTheChange_onLive_fails() {
    assertThat(live().get(ifUnmodifiedSince(WHOLE_SECOND.minusSeconds(1))))
        .isEqualTo(new Outcome.PreconditionFailed(Reason.STALE, STORED, false));
    assertThat(live().get(ifUnmodifiedSince(WHOLE_SECOND))).isEqualTo(new Outcome.Found(STORED));
  }

  @Test
  void g7_anyPrecondition_onAbsentOrForgotten_isNotFound() {
    for (Preconditions preconditions : anyPrecondition()) {
      assertThat(absent().get(preconditions)).isEqualTo(new Outcome.NotFound());
      assertThat(forgotten().get(preconditions)).isEqualTo(new Outcome.NotFound());
    }
  }

  @Test
  void g8_anyPrecondition_onDeleted_isGone() {
    for (Preconditions preconditions : anyPrecondition()) {
      assertThat(deleted().get(preconditions)).isEqualTo(new Outcome.Gone(MODIFIED));
    }
  }

  private static List<Preconditions> anyPrecondition() {
    return List.of(
        Preconditions.NONE,
        ifMatch("*"),
        ifMatch(tag(3)),
        ifNoneMatch("*"),
        ifNoneMatch(tag(3)),
        ifModifiedSince(MODIFIED),
        ifUnmodifiedSince(MODIFIED));
  }
}
