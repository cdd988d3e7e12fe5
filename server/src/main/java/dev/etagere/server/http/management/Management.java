package dev.etagere.server.http.management;

import com.google.common.collect.ImmutableMap;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The pages about the server itself, by their paths. They show no resource, and nobody is asked who
 * it is: whoever starts, watches and restarts servers has no account here.
 */
public final class Management {
  /** Whether the process runs: if this does not answer 200, restart it. */
  public static final String LIVE = "/health/live";

  /** Whether requests would be answered now: if this does not answer 200, send them elsewhere. */
  public static final String READY = "/health/ready";

  /** What was measured, in Prometheus' text format. */
  public static final String METRICS = "/metrics";

  /** The version 0.0.4 of the text format. */
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final ImmutableMap<String, Supplier<ManagementAnswer>> pages;
  private volatile Phase phase = Phase.STARTING;

  private enum Phase {
    STARTING,
    SERVING,
    DRAINING
  }

  private Management(
      BooleanSupplier storeAnswers, ImmutableMap<String, Supplier<ManagementAnswer>> others) {
    this.pages =
        ImmutableMap.<String, Supplier<ManagementAnswer>>builder()
            .put(LIVE, () -> ManagementAnswer.ofStatus(200, "live"))
            .put(READY, () -> ready(storeAnswers))
            .putAll(others)
            .buildOrThrow();
  }

  /** Only health. */
  public static Management ofHealth(BooleanSupplier storeAnswers) {
    return new Management(storeAnswers, ImmutableMap.of());
  }

  /**
   * Health, and metrics.
   *
   * @param metrics makes Prometheus' text
   */
  public static Management of(BooleanSupplier storeAnswers, Supplier<String> metrics) {
    return new Management(
        storeAnswers,
        ImmutableMap.of(METRICS, () -> new ManagementAnswer(200, PROMETHEUS_TEXT, metrics.get())));
  }

  private ManagementAnswer ready(BooleanSupplier storeAnswers) {
    if (phase != Phase.SERVING) {
      return ManagementAnswer.ofStatus(503, phase == Phase.STARTING ? "starting" : "draining");
    }
    return storeAnswers.getAsBoolean()
        ? ManagementAnswer.ofStatus(200, "ready")
        : ManagementAnswer.ofStatus(503, "store-does-not-answer");
  }

  /** Whether requests would be answered now. */
  public boolean isReady() {
    return answer(READY).status() == 200;
  }

  /** From now on the server is ready if its store answers. */
  public void serve() {
    phase = Phase.SERVING;
  }

  /** From now on the server is not ready, since it is about to stop. */
  public void drain() {
    phase = Phase.DRAINING;
  }

  /** The raw paths that are answered here. */
  public Set<String> paths() {
    return pages.keySet();
  }

  /**
   * Answers.
   *
   * @throws IllegalArgumentException if the path is none of {@link #paths}
   */
  public ManagementAnswer answer(String path) {
    Supplier<ManagementAnswer> page = pages.get(path);
    if (page == null) {
      throw new IllegalArgumentException(path);
    }
    return page.get();
  }
}
