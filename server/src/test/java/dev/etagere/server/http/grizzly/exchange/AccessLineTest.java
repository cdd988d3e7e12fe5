package dev.etagere.server.http.grizzly.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.log.LineTexts;
import dev.etagere.server.trace.TraceContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessLineTest {
  @ParameterizedTest
  @CsvSource({"0,0.000", "999,0.000", "1000,0.001", "1234567,1.234", "10002000000,10002.000"})
  void writeTo_anyDuration_hasMillisecondsWithThreeDecimals(long nanos, String text) {
    AccessLine line =
        new AccessLine("GET", "/", null, 200, nanos, 0, "id", null, TraceContext.of(null));

    assertThat(LineTexts.of(line)).startsWith("GET / 200 " + text + " 0 id ");
  }

  @Test
  void writeTo_ofAnything_isOneLineOfPlainWords() {
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

    assertThat(LineTexts.of(line))
        .matches("G\\?T /a\\?b\\?\\?x\\?\\? 200 0\\.005 7 id me\\? [0-9a-f]{32}");
  }

  @Test
  void writeTo_traceOfACaller_showsItsId() {
    String id = "00f067aa0ba902b74bf92f3577b34da6";
    TraceContext trace = TraceContext.of("00-" + id + "-00f067aa0ba902b7-01");
    AccessLine line = AccessLine.ofRefused(400, 12, "id", trace);

    assertThat(LineTexts.of(line)).isEqualTo("- - 400 - 12 id - " + id);
  }

  @ParameterizedTest
  @CsvSource({"a=b,?a", "a,?a", "a=1&b=2=3&&c,'?a,b,c'", "=x,?"})
  void names_anyQuery_areWithoutValues(String query, String names) {
    assertThat(AccessLine.names(query)).isEqualTo(names);
  }
}
