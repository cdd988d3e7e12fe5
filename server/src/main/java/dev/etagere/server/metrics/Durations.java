package dev.etagere.server.metrics;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * A histogram of times, of which each request records several. By Prometheus' own client, beside
 * what Micrometer has in the same registry: Micrometer's timer counts its buckets in one array,
 * over which the threads of all processors contend, and was most of what metrics cost.
 */
final class Durations {
  private static final double NANOS = 1e9;

  /** The same for all times, so that they can be compared. */
  private static final double[] UPPER_BOUNDS = {
    0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };

  private final Histogram histogram;

  /**
   * Registers one.
   *
   * @param name ends in {@code _seconds}
   * @param labels the names of its labels
   */
  Durations(PrometheusRegistry registry, String name, String help, String... labels) {
    this.histogram =
        Histogram.builder()
            .name(name)
            .help(help)
            .labelNames(labels)
            .classicOnly()
            .classicUpperBounds(UPPER_BOUNDS)
            .withoutExemplars()
            .register(registry);
  }

  /** The series with these values of the labels, shown from now on. */
  Series of(String... values) {
    return new Series(histogram.labelValues(values));
  }

  /** Times with the same labels. */
  record Series(DistributionDataPoint point) {
    void record(long nanos) {
      point.observe(nanos / NANOS);
    }
  }
}
