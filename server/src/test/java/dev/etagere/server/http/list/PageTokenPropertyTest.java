package dev.etagere.server.http.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.etagere.server.query.Position;
import dev.etagere.server.resource.ResourceId;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;

/** Tokens of pages: each leads back to its position, and no other text leads anywhere. */
class PageTokenPropertyTest {
  private static final PageToken BY_ONE = new PageToken("notes price\n", 1);

  @Property
  void token_ofAnyPosition_leadsBackToIt(@ForAll("positions") Position position) {
    assertThat(BY_ONE.read(BY_ONE.of(position))).contains(position);
  }

  @Property
  void token_ofAnotherList_leadsNowhere(@ForAll("positions") Position position) {
    String token = BY_ONE.of(position);

    assertThat(new PageToken("notes -price\n", 1).read(token)).isEmpty();
    assertThat(new PageToken("notes price\n", 2).read(token)).isEmpty();
  }

  @Property
  void token_withAnotherCharacter_leadsNowhere(
      @ForAll("positions") Position position, @ForAll int place, @ForAll("texts") char other) {
    StringBuilder token = new StringBuilder(BY_ONE.of(position));
    int at = Math.floorMod(place, token.length());
    boolean same = token.charAt(at) == other;
    token.setCharAt(at, other);

    assertThat(BY_ONE.read(token.toString()).isPresent()).isEqualTo(same);
  }

  @Property
  void text_any_isReadWithoutFailure(@ForAll String text) {
    assertThat(BY_ONE.read(text)).isEqualTo(Optional.empty());
  }

  @Provide
  Arbitrary<Character> texts() {
    return Arbitraries.chars().with("AQEgYWJj-_=09 ");
  }

  @Provide
  Arbitrary<Position> positions() {
    StringArbitrary texts =
        Arbitraries.strings().withCharRange('a', 'z').withChars("0+,._-").ofMinLength(1);
    Arbitrary<ResourceId> ids =
        texts.ofMaxLength(200).filter(id -> ResourceId.parse(id).isPresent()).map(ResourceId::new);
    return Combinators.combine(texts.ofMaxLength(480), ids)
        .as((key, id) -> new Position(ImmutableList.of(key), id));
  }
}
