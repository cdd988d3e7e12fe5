package dev.etagere.server.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.deploy.PromQl.Match;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The reader of expressions finds all that is named, or the tests that use it prove nothing. */
class PromQlTest {
  @Test
  void expression_ofTwoMetrics_isTakenApart() {
    PromQl read =
        PromQl.of(
            "sum by (instance, le) (rate(a_total{x=\"/v1/{b}\", y!=\"z\"}[5m]))\n"
                + "  / on (job) b_total > 0.02 or c{}");

    assertThat(read.metrics()).containsExactlyInAnyOrder("a_total", "b_total", "c");
    assertThat(read.groupedBy()).containsExactlyInAnyOrder("instance", "le", "job");
    assertThat(read.selectors().get(0).matches())
        .containsExactly(new Match("x", "=", "/v1/{b}"), new Match("y", "!=", "z"));
  }

  @Test
  void match_ofEachKind_holdsAsInPrometheus() {
    Map<String, String> labels = Map.of("status", "503");

    assertThat(new Match("status", "=~", "5..").holds(labels)).isTrue();
    assertThat(new Match("status", "=~", "5").holds(labels)).isFalse();
    assertThat(new Match("status", "!~", "4..").holds(labels)).isTrue();
    assertThat(new Match("status", "!=", "503").holds(labels)).isFalse();
    assertThat(new Match("other", "=", "").holds(labels)).isTrue();
  }
}
