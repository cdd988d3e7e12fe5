package dev.etagere.server.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPointerTest {
  private static List<String> tokens(String text) {
    return JsonPointer.parse(text).orElseThrow().tokens();
  }

  /** RFC 6901 §5. */
  @ParameterizedTest
  @CsvSource({
    "/foo,foo",
    "/a~1b,a/b",
    "/c%d,c%d",
    "/e^f,e^f",
    "/g|h,g|h",
    "/i\\j,i\\j",
    "'/k\"l','k\"l'",
    "'/ ',' '",
    "/m~0n,m~n",
    "/~01,~1",
    "/~0~1,~/",
    "/~10,/0",
  })
  void pointer_oneToken_isUnescaped(String text, String token) {
    assertThat(tokens(text)).containsExactly(token);
  }

  @Test
  void pointer_emptyTokens_areKept() {
    assertThat(tokens("")).isEmpty();
    assertThat(tokens("/")).containsExactly("");
    assertThat(tokens("//a/")).containsExactly("", "a", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "#/a", " /a", "/~", "/~2", "/a~", "/a/~a/b", "/~~0", "~0"})
  void pointer_badSyntax_isRefused(String text) {
    assertThat(JsonPointer.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0,0", "9,9", "10,10", "999999999,999999999"})
  void arrayIndex_digits_isIndex(String token, int index) {
    assertThat(JsonPointer.arrayIndex(token)).hasValue(index);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "-1",
        "+1",
        "00",
        "01",
        "1e0",
        "1.0",
        " 1",
        "1 ",
        "\u0661",
        "2147483648",
        "99999999999999999999",
        "a"
      })
  void arrayIndex_otherToken_isNone(String token) {
    assertThat(JsonPointer.arrayIndex(token)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'',/a,true",
    "/a,/a/b,true",
    "/a,/a/b/c,true",
    "/a,/a,false",
    "/a,/ab,false",
    "/a/b,/a,false",
    "/a,/b/a,false"
  })
  void ancestor_isOfTokensNotOfCharacters(String one, String other, boolean expected) {
    assertThat(
            JsonPointer.parse(one)
                .orElseThrow()
                .isAncestorOf(JsonPointer.parse(other).orElseThrow()))
        .isEqualTo(expected);
  }
}
