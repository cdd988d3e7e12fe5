package dev.etagere.server.http.failure;

import dev.etagere.server.config.Capacity;
import dev.etagere.server.config.Deadlines;
import dev.etagere.server.config.NetworkConfig;
import java.time.Duration;

/** A server whose requests have little time. */
final class ShortTime {
  static final NetworkConfig NETWORK =
      NetworkConfig.DEFAULT.with(
          new Deadlines(
              Deadlines.DEFAULT.header(),
              Deadlines.DEFAULT.body(),
              Deadlines.DEFAULT.answer(),
              Deadlines.DEFAULT.idle(),
              Deadlines.DEFAULT.minBytesPerSecond(),
              Duration.ofSeconds(1),
              Duration.ofSeconds(1)),
          Capacity.DEFAULT);

  private ShortTime() {}
}
