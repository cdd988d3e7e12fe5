package dev.etagere.server.http.log;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class LineTextTest {
  @ParameterizedTest
  @NullAndEmptySource
  void word_nothing_isADash(String nothing) {
    assertThat(LineText.of(line -> line.word(nothing).word("b"))).isEqualTo("- b");
  }

  @Test
  void word_anyCharacter_isOnePrintableOne() {
    String all =
        IntStream.rangeClosed(0, Character.MAX_VALUE)
            .mapToObj(Character::toString)
            .collect(joining());
    String text = LineText.of(line -> line.word(all));

    assertThat(text).hasSameSizeAs(all).matches("[!-~]*");
    assertThat(text.substring('!', '~' + 1)).isEqualTo(all.substring('!', '~' + 1));
    assertThat(text.substring(0, '!') + text.substring('~' + 1)).matches("\\?*");
  }

  @Test
  void word_longerThanTheRoom_isWhole() {
    String text = "x".repeat(100_000);

    assertThat(LineText.of(line -> line.word("a").word(text).word("b")))
        .isEqualTo("a " + text + " b");
  }

  @Test
  void plain_anyWord_isTakenAsItIs() {
    String text = "\"1-e\"".repeat(1000);

    assertThat(LineText.of(line -> line.plain(text).plain("b"))).isEqualTo(text + " b");
  }

  @Test
  void joined_toAWord_isPartOfIt() {
    assertThat(LineText.of(line -> line.word("/a").joined("?b").word("c"))).isEqualTo("/a?b c");
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 9, 10, 99, 100, 1024, 999_999, 1_000_000, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void number_any_isDecimal(long number) {
    assertThat(LineText.of(line -> line.number(number))).isEqualTo(Long.toString(number));
  }

  @Test
  void number_anyCountOfThem_isInTheRoomThatGrows() {
    String text = LineText.of(line -> LongStream.range(0, 10_000).forEach(line::number));

    assertThat(text)
        .isEqualTo(LongStream.range(0, 10_000).mapToObj(Long::toString).collect(joining(" ")));
  }

  @ParameterizedTest
  @CsvSource({"0,0.000", "1,0.001", "999,0.999", "1234,1.234", "10002000,10002.000"})
  void thousandths_any_haveThreeDecimals(long number, String text) {
    assertThat(LineText.of(line -> line.thousandths(number))).isEqualTo(text);
  }

  @Test
  void hex_any_has32Digits() {
    assertThat(LineText.of(line -> line.hex(0x0123456789abcdefL, -2)))
        .isEqualTo("0123456789abcdeffffffffffffffffe");
  }

  @Test
  void of_noWords_isEmpty() {
    assertThat(LineText.of(line -> {})).isEmpty();
  }
}
