package dev.etagere.server.precondition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etagere.server.resource.Version;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionsTest {
  private static final Instant MODIFIED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Validators CURRENT =
      new Validators(new EntityTag("current", false), MODIFIED);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '\'',
      value = {
        // If-Match | If-None-Match | If-Unmodified-Since | evaluation of a write
        "- | - | - | HOLDS",
        "* | - | - | HOLDS",
        "\"current\" | - | - | HOLDS",
        "\"x\" | - | - | IF_MATCH_FAILED",
        "W/\"current\" | - | - | IF_MATCH_FAILED",
        "- | \"x\" | - | HOLDS",
        "- | W/\"current\" | - | IF_NONE_MATCH_FAILED",
        "- | * | - | IF_NONE_MATCH_FAILED",
        "\"x\" | * | - | IF_MATCH_FAILED",
        "\"current\" | * | - | IF_NONE_MATCH_FAILED",
        "- | - | 2026-01-01T00:00:00Z | HOLDS",
        "- | - | 2025-12-31T23:59:59Z | IF_UNMODIFIED_SINCE_FAILED",
        "\"current\" | - | 2025-12-31T23:59:59Z | HOLDS",
        "- | * | 2025-12-31T23:59:59Z | IF_UNMODIFIED_SINCE_FAILED",
      })
  void forWrite_onLive_followsTheOrderOfRfc9110(
      String ifMatch, String ifNoneMatch, String since, Evaluation expected) {
    assertThat(parse(ifMatch, ifNoneMatch, since).forWrite(CURRENT)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '\'',
      value = {
        "* | - | - | IF_MATCH_FAILED",
        "\"x\" | - | - | IF_MATCH_FAILED",
        "- | * | - | HOLDS",
        "- | \"x\" | - | HOLDS",
        "- | - | 2025-12-31T23:59:59Z | HOLDS",
      })
  void forWrite_whereNothingIs_followsRfc9110(
      String ifMatch, String ifNoneMatch, String since, Evaluation expected) {
    assertThat(parse(ifMatch, ifNoneMatch, since).forWrite(null)).isEqualTo(expected);
  }

  @Test
  void parse_emptyElementsBetweenTags_areSkipped() {
    Preconditions parsed =
        Preconditions.parse(List.of(",\"a\",,\t\"b\"", "W/\"c\" ,"), List.of(), null, null);

    assertThat(parsed.ifMatch())
        .isEqualTo(
            EntityTags.of(
                new EntityTag("a", false), new EntityTag("b", false), new EntityTag("c", true)));
  }

  @Test
  void parse_commaAndObsTextWithinATag_belongToIt() {
    Preconditions parsed = Preconditions.parse(List.of("\"a,\u00e9\\\""), List.of(), null, null);

    assertThat(parsed.ifMatch()).isEqualTo(EntityTags.of(new EntityTag("a,\u00e9\\", false)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "\"a", "\"a b\"", "*,*", "\"\u007f\"", "\"\u0100\"", "w/\"a\""})
  void parse_malformed_isRefusedWithTheFieldsName(String value) {
    assertThatThrownBy(() -> Preconditions.parse(List.of(), List.of(value), null, null))
        .isInstanceOf(MalformedFieldException.class)
        .hasMessageContaining("If-None-Match");
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "7, -1", "999999999999999999, 81985529216486895"})
  void entityTag_ofAVersion_namesItAndNoOther(long number, long incarnation) {
    Version version = new Version(number, incarnation);
    EntityTag tag = EntityTag.of(version);

    assertThat(tag.version()).contains(version);
    assertThat(new EntityTag(tag.opaque(), true).version()).isEmpty();
    assertThat(new EntityTag("0" + tag.opaque(), false).version()).isEmpty();
    assertThat(new EntityTag(tag.opaque() + "0", false).version()).isEmpty();
    assertThat(new EntityTag("0-0000000000000000", false).version()).isEmpty();
  }

  private static Preconditions parse(String ifMatch, String ifNoneMatch, String since) {
    return Preconditions.parse(
        ifMatch == null ? List.of() : List.of(ifMatch),
        ifNoneMatch == null ? List.of() : List.of(ifNoneMatch),
        null,
        since == null ? null : Instant.parse(since));
  }
}
