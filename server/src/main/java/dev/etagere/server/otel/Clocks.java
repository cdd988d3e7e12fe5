package dev.etagere.server.otel;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The time as OpenTelemetry counts it. */
final class Clocks {
  private Clocks() {}

  /** Nanoseconds since 1970. */
  static long epochNanos() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }
}
