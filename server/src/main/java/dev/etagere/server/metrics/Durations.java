package dev.etagere.server.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * A histogram of times, of which each request records several, beside what Micrometer has in the
 * same registry. What counts is the JDK's: Micrometer's timer counts in one array and Prometheus'
 * histogram in one number, for which the threads of all processors contend, and either was most of
 * what metrics cost.
 */
final class Durations implements Collector {
  private static final double NANOS = 1e9;

  /** In seconds; the same for all times, so that they can be compared. */
  private static final double[] UPPER_BOUNDS = {
    0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };

  private static final double[] WITH_INFINITY = withInfinity();
  private static final long[] UPPER_NANOS =
      Arrays.stream(UPPER_BOUNDS).mapToLong(bound -> Math.round(bound * NANOS)).toArray();

  private final MetricMetadata metadata;
  private final String[] labels;
  private final Map<Labels, Series> series = new ConcurrentHashMap<>();

  /**
   * Registers one.
   *
   * @param name ends in {@code _seconds}
   * @param labels the names of its labels
   */
  static Durations register(
      PrometheusRegistry registry, String name, String help, String... labels) {
    Durations made = new Durations(new MetricMetadata(name, help), labels);
    registry.register(made);
    return made;
  }

  private Durations(MetricMetadata metadata, String... labels) {
    this.metadata = metadata;
    this.labels = labels;
  }

  private static double[] withInfinity() {
    double[] bounds = Arrays.copyOf(UPPER_BOUNDS, UPPER_BOUNDS.length + 1);
    bounds[UPPER_BOUNDS.length] = Double.POSITIVE_INFINITY;
    return bounds;
  }

  /** The series with these values of the labels, shown from now on. */
  Series of(String... values) {
    return series.computeIfAbsent(Labels.of(labels, values), named -> new Series());
  }

  @Override
  public String getPrometheusName() {
    return metadata.getPrometheusName();
  }

  @Override
  public MetricSnapshot collect() {
    return new HistogramSnapshot(
        metadata,
        series.entrySet().stream().map(one -> one.getValue().shown(one.getKey())).toList());
  }

  /** Times with the same labels. */
  static final class Series {
    private final LongAdder[] counts =
        Stream.generate(LongAdder::new).limit(WITH_INFINITY.length).toArray(LongAdder[]::new);
    private final LongAdder sum = new LongAdder();

    void record(long nanos) {
      int bucket = 0;
      while (bucket < UPPER_NANOS.length && nanos > UPPER_NANOS[bucket]) {
        bucket++;
      }
      counts[bucket].increment();
      sum.add(nanos);
    }

    private HistogramDataPointSnapshot shown(Labels labels) {
      long[] counted = Arrays.stream(counts).mapToLong(LongAdder::sum).toArray();
      return HistogramDataPointSnapshot.builder()
          .labels(labels)
          .classicHistogramBuckets(ClassicHistogramBuckets.of(WITH_INFINITY, counted))
          .sum(sum.sum() / NANOS)
          .build();
    }
  }
}
