package dev.etagere.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.ledger.CallerKey;
import dev.etagere.server.ledger.IdempotencyKey;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Idempotency-Key for any key, and for any text. */
class IdempotencyKeysPropertyTest {
  /** RFC 9651 §3.3.3, with the spaces that §4.2 takes off. */
  private static final Pattern GRAMMAR =
      Pattern.compile(" *\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*)\" *");

  private static Optional<String> parse(String field) {
    try {
      CallerKey key = IdempotencyKeys.of(Requests.withField(IdempotencyKeys.FIELD, field));
      return Optional.ofNullable(key).map(given -> given.key().value());
    } catch (ProblemException e) {
      assertThat(e.problem().type().status()).isEqualTo(400);
      return Optional.empty();
    }
  }

  private static Optional<String> model(String field) {
    Matcher matcher = GRAMMAR.matcher(field);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String key = matcher.group(1).replaceAll("\\\\(.)", "$1");
    return Optional.of(key)
        .filter(text -> !text.isEmpty() && text.length() <= IdempotencyKey.MAX_LENGTH);
  }

  @Property
  void key_any_isReadBackFromItsField(
      @ForAll @CharRange(from = ' ', to = '~') @StringLength(min = 1, max = 255) String key,
      @ForAll @IntRange(max = 3) int spaces) {
    String quoted = '"' + key.replaceAll("([\"\\\\])", "\\\\$1") + '"';
    assertThat(parse(" ".repeat(spaces) + quoted + " ".repeat(spaces))).contains(key);
  }

  @Property(tries = 5_000)
  void text_any_isReadAsTheGrammarReadsIt(@ForAll("texts") String text) {
    assertThat(parse(text)).isEqualTo(model(text));
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> any =
        Arbitraries.strings().withChars("\"\"\\\\ a;=\t\u007f\u00e9").ofMaxLength(8);
    Arbitrary<String> quoted = any.map(text -> '"' + text + '"');
    Arbitrary<String> length =
        Arbitraries.integers().between(250, 260).map(count -> '"' + "k".repeat(count) + '"');
    return Arbitraries.frequencyOf(Tuple.of(3, any), Tuple.of(6, quoted), Tuple.of(1, length));
  }
}
