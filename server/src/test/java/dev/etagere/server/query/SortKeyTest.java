package dev.etagere.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SortKeyTest {
  @Test
  void keys_ofValuesInOrder_areInOrder() {
    String nines = "9".repeat(300);
    List<String> keys =
        List.of(
            SortKey.MISSING,
            SortKey.NULL,
            SortKey.FALSE,
            SortKey.TRUE,
            SortKey.ofNumber("-1e99999999999999999999"),
            SortKey.ofNumber("-1e400"),
            SortKey.ofNumber("-" + nines + "1"),
            SortKey.ofNumber("-" + nines),
            SortKey.ofNumber("-10"),
            SortKey.ofNumber("-9.5"),
            SortKey.ofNumber("-9"),
            SortKey.ofNumber("-0.15"),
            SortKey.ofNumber("-0.1"),
            SortKey.ofNumber("-1e-400"),
            SortKey.ofNumber("-1e-99999999999999999999"),
            SortKey.ofNumber("0"),
            SortKey.ofNumber("1e-99999999999999999999"),
            SortKey.ofNumber("1e-10"),
            SortKey.ofNumber("1e-9"),
            SortKey.ofNumber("0.1"),
            SortKey.ofNumber("0.15"),
            SortKey.ofNumber("9007199254740992"),
            SortKey.ofNumber("9007199254740993"),
            SortKey.ofNumber(nines),
            SortKey.ofNumber(nines + "1"),
            SortKey.ofNumber("1e400"),
            SortKey.ofNumber("1e99999999999999999999"),
            SortKey.ofString(""),
            SortKey.ofString("\u0000"),
            SortKey.ofString(" "),
            SortKey.ofString("!"),
            SortKey.ofString("A"),
            SortKey.ofString("a"),
            SortKey.ofString("a "),
            SortKey.ofString("ab"),
            SortKey.ofString("|"),
            SortKey.ofString("}"),
            SortKey.ofString("~"),
            SortKey.ofString("é"),
            SortKey.ofString("\ud800"),
            SortKey.ofString("\udfff"),
            SortKey.ofString("\ue000"),
            SortKey.ofString("\uffff"),
            SortKey.ofString("\ud83d\ude00"),
            SortKey.COMPOSITE);

    assertThat(keys).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void key_ofTheSameNumberWrittenOtherwise_isTheSame() {
    assertThat(SortKey.ofNumber("1.0"))
        .isEqualTo(SortKey.ofNumber("1"))
        .isEqualTo(SortKey.ofNumber("1e0"))
        .isEqualTo(SortKey.ofNumber("0.1E+1"));
    assertThat(SortKey.ofNumber("-0")).isEqualTo(SortKey.ofNumber("0.00e7"));
  }

  @Test
  void key_ofALongValue_isBoundedAndTellsItApart() {
    String one = SortKey.ofString("x".repeat(100_000));
    String other = SortKey.ofString("x".repeat(100_001));

    assertThat(one).hasSize(SortKey.MAX_LENGTH).isNotEqualTo(other);
    assertThat(one).isEqualTo(SortKey.ofString("x".repeat(100_000)));
    assertThat(List.of(SortKey.ofString("x".repeat(400)), one, SortKey.ofString("y"))).isSorted();
    assertThat(SortKey.ofNumber("1".repeat(100_000))).hasSize(SortKey.MAX_LENGTH);
  }
}
