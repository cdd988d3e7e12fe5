package dev.etagere.server.precondition;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.etagere.server.resource.Version;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** If-Match and If-None-Match for any list of tags, and for any text. */
class EntityTagsPropertyTest {
  private static final String TAG = "(?:W/)?\"[!#-~\u0080-\u00ff]*\"";

  /** RFC 9110 §8.8.3 and §5.6.1.2, as a regular expression over the joined lines. */
  private static final Pattern GRAMMAR =
      Pattern.compile(
          "[ \t]*\\*[ \t]*|[ \t,]*TAG(?:[ \t]*,[ \t,]*TAG)*(?:[ \t]*|[ \t]*,[ \t,]*)"
              .replace("TAG", TAG));

  @Provide
  Arbitrary<EntityTag> tags() {
    Arbitrary<String> opaque =
        Arbitraries.strings()
            .withChars('!')
            .withCharRange('#', '~')
            .withCharRange('\u0080', '\u00ff')
            .ofMaxLength(12);
    return Combinators.combine(opaque, Arbitraries.of(true, false)).as(EntityTag::new);
  }

  /** Separators that all mean the same: a comma, with white space and empty elements about it. */
  @Provide
  Arbitrary<String> separators() {
    return Arbitraries.strings()
        .withChars(" \t,")
        .ofMaxLength(3)
        .map(text -> text + "," + new StringBuilder(text).reverse());
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> any =
        Arbitraries.strings()
            .withChars("\"W/,* \ta!~\u007f\u0080\u00ff\u0100\u001f\u2003")
            .ofMaxLength(10);
    Arbitrary<String> space = Arbitraries.strings().withChars(" \t,\u001f\u2003").ofMaxLength(2);
    return Arbitraries.oneOf(
        any, Combinators.combine(space, space).as((before, behind) -> before + "*" + behind));
  }

  private static Optional<EntityTags> parse(String... lines) {
    try {
      return Optional.of(EntityTagsParser.parse("If-Match", List.of(lines)));
    } catch (MalformedFieldException e) {
      assertThat(e).hasMessageContaining("If-Match");
      return Optional.empty();
    }
  }

  @Property
  void list_howeverItIsWritten_isReadAsItsTags(
      @ForAll @Size(min = 1, max = 5) List<@From("tags") EntityTag> tags,
      @ForAll("separators") String separator,
      @ForAll boolean alsoAtTheEnds) {
    String text = tags.stream().map(EntityTag::toString).collect(Collectors.joining(separator));
    String line = alsoAtTheEnds ? separator + text + separator : text;
    assertThat(parse(line)).contains(EntityTags.of(tags.toArray(EntityTag[]::new)));
  }

  @Property
  void list_overSeveralLines_isOneList(
      @ForAll @Size(min = 1, max = 5) List<@From("tags") EntityTag> tags) {
    String[] lines = tags.stream().map(EntityTag::toString).toArray(String[]::new);
    assertThat(parse(lines)).isEqualTo(parse(String.join(", ", lines))).isPresent();
  }

  @Property(tries = 5_000)
  void text_any_isReadIfAndOnlyIfTheGrammarHasIt(@ForAll("texts") String text) {
    Optional<EntityTags> read = parse(text);
    assertThat(read.isPresent()).isEqualTo(GRAMMAR.matcher(text).matches());
    read.ifPresent(value -> assertThat(parse(value.toString())).contains(value));
  }

  @Property
  void text_splitIntoLines_isReadAsWithoutTheSplit(@ForAll("texts") String text) {
    List<String> lines = Splitter.on(',').splitToList(text);
    boolean insideTag = Pattern.compile("\"[^\"]*,").matcher(text).find();
    if (!insideTag) {
      assertThat(parse(lines.toArray(String[]::new)).isPresent())
          .isEqualTo(parse(text).isPresent());
    }
  }

  @Property
  void version_any_isReadBackFromItsTag(
      @ForAll @LongRange(min = 1, max = 999_999_999_999_999_999L) long number,
      @ForAll long incarnation) {
    Version version = new Version(number, incarnation);
    assertThat(EntityTag.of(version).version()).contains(version);
  }

  @Property
  void tag_thatHasAVersion_isTheVeryTextOfThatVersion(
      @ForAll("nearVersions") String opaque, @ForAll boolean weak) {
    EntityTag tag = new EntityTag(opaque, weak);
    tag.version().ifPresent(version -> assertThat(EntityTag.of(version)).isEqualTo(tag));
  }

  @Provide
  Arbitrary<String> nearVersions() {
    return Combinators.combine(
            Arbitraries.strings().withChars("0189-+").ofMaxLength(19),
            Arbitraries.strings().withChars("09afAF-+").ofMinLength(14).ofMaxLength(17))
        .as((number, incarnation) -> number + "-" + incarnation);
  }

  @Property
  void comparison_strong_impliesWeakAndBothAreSymmetric(
      @ForAll("tags") EntityTag one, @ForAll("tags") EntityTag other) {
    EntityTag same = new EntityTag(one.opaque(), other.weak());
    for (EntityTag second : List.of(other, same)) {
      assertThat(one.matchesStrongly(second)).isEqualTo(second.matchesStrongly(one));
      assertThat(one.matchesWeakly(second)).isEqualTo(second.matchesWeakly(one));
      assertThat(!one.matchesStrongly(second) || one.matchesWeakly(second)).isTrue();
      assertThat(one.matchesStrongly(one)).isEqualTo(!one.weak());
    }
  }
}
