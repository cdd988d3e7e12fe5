package dev.etagere.server.http.grizzly.body;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory for the content of all requests together. Where it is used up, the request that has
 * been arriving for the longest gives way: otherwise few slow callers could keep all others out.
 */
final class BodyMemory {
  private static final Logger LOG = LoggerFactory.getLogger(BodyMemory.class);

  /** A request that arrives faster than this never gives way. */
  private static final long FAST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final long max;
  private final AtomicLong used = new AtomicLong();
  private final Set<ArrivingBody> arriving = ConcurrentHashMap.newKeySet();

  BodyMemory(long max) {
    this.max = max;
  }

  void begins(ArrivingBody body) {
    arriving.add(body);
  }

  void ends(ArrivingBody body) {
    arriving.remove(body);
  }

  /** Takes memory. If there is some, {@link #release} must follow. */
  boolean reserve(long bytes, long now) {
    while (!tryReserve(bytes)) {
      if (!freeSlowest(now)) {
        return false;
      }
    }
    return true;
  }

  private boolean tryReserve(long bytes) {
    if (used.addAndGet(bytes) <= max) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  private boolean freeSlowest(long now) {
    return arriving.stream()
        .filter(body -> now - body.since() > FAST_NANOS && body.holdsMemory())
        .min(Comparator.comparingLong(ArrivingBody::since))
        .map(
            slowest -> {
              LOG.warn("A request that was arriving slowly is broken off: others need the memory.");
              slowest.breakOff();
              return true;
            })
        .orElse(false);
  }

  /** How much is taken, in bytes. */
  long used() {
    return used.get();
  }

  void release(long bytes) {
    used.addAndGet(-bytes);
  }
}
