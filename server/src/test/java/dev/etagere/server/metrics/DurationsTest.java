package dev.etagere.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DurationsTest {
  private final PrometheusRegistry registry = new PrometheusRegistry();

  @Test
  void record_nanoseconds_isCountedInSeconds() {
    Durations durations = Durations.register(registry, "a_seconds", "A time", "operation");
    durations.of("find").record(TimeUnit.MILLISECONDS.toNanos(3));
    durations.of("find").record(TimeUnit.MILLISECONDS.toNanos(5));
    durations.of("find").record(TimeUnit.SECONDS.toNanos(20));

    HistogramSnapshot shown = (HistogramSnapshot) registry.scrape().get(0);
    HistogramDataPointSnapshot series = shown.getDataPoints().get(0);
    assertThat(series.getLabels().get("operation")).isEqualTo("find");
    assertThat(series.getSum()).isCloseTo(20.008, within(1e-9));
    assertThat(series.getCount()).isEqualTo(3);
    assertThat(series.getClassicBuckets().stream().filter(bucket -> bucket.getCount() > 0))
        .extracting(bucket -> bucket.getUpperBound())
        .containsExactly(0.005, Double.POSITIVE_INFINITY);
  }
}
