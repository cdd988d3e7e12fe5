package dev.etagere.server.metrics;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.LongStream;

/** The bounds of histograms: the same for all times, so that they can be compared. */
final class Buckets {
  private static final Duration[] TIMES =
      LongStream.of(
              250,
              500,
              1_000,
              2_500,
              5_000,
              10_000,
              25_000,
              50_000,
              100_000,
              250_000,
              500_000,
              1_000_000,
              2_500_000,
              5_000_000,
              10_000_000)
          .mapToObj(micros -> Duration.ofNanos(1_000 * micros))
          .toArray(Duration[]::new);

  private static final double[] SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

  private Buckets() {}

  static Timer.Builder timer(String name) {
    return Timer.builder(name).serviceLevelObjectives(TIMES);
  }

  static double[] sizes() {
    return SIZES.clone();
  }
}
