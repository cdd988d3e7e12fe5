package dev.etagere.server.http.grizzly.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.trace.TraceContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessLineTest {
  @ParameterizedTest
  @CsvSource({"0,0.000", "999,0.000", "1000,0.001", "1234567,1.234", "10002000000,10002.000"})
  void millis_anyDuration_hasThreeDecimals(long nanos, String text) {
    assertThat(AccessLine.millis(nanos)).isEqualTo(text);
  }

  @Test
  void text_ofAnything_isOneLineOfPlainWords() {
    AccessLine line =
        new AccessLine(
            "G\nT",
            "/a b\u001b",
            "x\r\n=1",
            200,
            5_000,
            7,
            "id",
            "me\u0085",
            TraceContext.of(null));

    assertThat(line.text())
        .matches("G\\?T /a\\?b\\?\\?x\\?\\? 200 0\\.005 7 id me\\? [0-9a-f]{32}");
  }

  @ParameterizedTest
  @CsvSource({"a=b,?a", "a,?a", "a=1&b=2=3&&c,'?a,b,c'", "=x,?"})
  void names_anyQuery_areWithoutValues(String query, String names) {
    assertThat(AccessLine.names(query)).isEqualTo(names);
  }
}
