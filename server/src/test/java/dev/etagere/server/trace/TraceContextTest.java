package dev.etagere.server.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String HEAD = "00-" + TRACE + "-00f067aa0ba902b7-";

  @ParameterizedTest
  @CsvSource({"00,false", "01,true", "02,false", "03,true", "ff,true"})
  void of_wellFormed_isOfThatTraceWithASpanOfItsOwn(String flags, boolean sampled) {
    TraceContext context = TraceContext.of(HEAD + flags);

    assertThat(context.traceId()).isEqualTo(TRACE);
    assertThat(context.sampled()).isEqualTo(sampled);
    assertThat(context.toField())
        .matches("00-" + TRACE + "-[0-9a-f]{16}-0" + (sampled ? 1 : 0))
        .doesNotContain("00f067aa0ba902b7");
  }

  /** §3.2.4: of a version that is not known, the parts that are known count. */
  @ParameterizedTest
  @ValueSource(strings = {"01-%s-00f067aa0ba902b7-01", "cc-%s-00f067aa0ba902b7-01-what-comes"})
  void of_laterVersion_isOfThatTrace(String field) {
    assertThat(TraceContext.of(field.formatted(TRACE)).traceId()).isEqualTo(TRACE);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "00",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 ",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.more",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x",
        "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01"
      })
  void of_malformed_isANewTraceThatNobodyRecords(String field) {
    TraceContext context = TraceContext.of(field);

    assertThat(context.traceId()).hasSize(32).isNotEqualTo(TRACE);
    assertThat(context.sampled()).isFalse();
    assertThat(TraceContext.of(context.toField()).traceId()).isEqualTo(context.traceId());
  }

  @Test
  void of_nothingTwice_isTwoTraces() {
    assertThat(TraceContext.of(null).traceId()).isNotEqualTo(TraceContext.of(null).traceId());
  }
}
