package dev.etagere.server.metrics;

import dev.etagere.server.http.grizzly.GrizzlySettings;
import dev.etagere.server.http.grizzly.Levels;
import dev.etagere.server.http.grizzly.exchange.RequestObserver;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.service.ServiceObserver;
import dev.etagere.server.store.ResourceStore;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.function.ToDoubleFunction;

/** Everything that is measured of one server. */
public final class ServerMetrics implements AutoCloseable {
  private static final double[] COMMIT_SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CollectionMetrics collections;
  private final RequestMetrics requests;
  private final Durations storeCalls;

  /** Begins to measure the process, and what will be told. */
  public ServerMetrics(Set<CollectionName> declared) {
    ManagementFactory.getGarbageCollectorMXBeans().stream()
        .filter(ServerMetrics::isPaused)
        .forEach(this::pauses);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    this.collections = new CollectionMetrics(registry, declared);
    this.requests = new RequestMetrics(registry);
    this.storeCalls =
        Durations.register(
            registry.getPrometheusRegistry(),
            "etagere_store_call_duration_seconds",
            "Time of a call of the store",
            "operation");
  }

  /** Collectors that run beside the program have another that tells of the pauses they need. */
  private static boolean isPaused(GarbageCollectorMXBean collector) {
    return !collector.getName().contains("Concurrent") && !collector.getName().endsWith("Cycles");
  }

  /**
   * Read when it is asked for. Micrometer's own binder listens, and what the JVM then does after
   * each collection costs as much as all that is measured of requests.
   */
  private void pauses(GarbageCollectorMXBean collector) {
    FunctionTimer.builder(
            "jvm.gc.pause",
            collector,
            GarbageCollectorMXBean::getCollectionCount,
            GarbageCollectorMXBean::getCollectionTime,
            TimeUnit.MILLISECONDS)
        .description("Time in collections of garbage")
        .tag("gc", collector.getName())
        .register(registry);
  }

  /** Takes what is told of requests. */
  public RequestObserver requests() {
    return requests;
  }

  /** Takes what is told of creations and changes. */
  public ServiceObserver service() {
    return collections;
  }

  /** The same store, measured. */
  public ResourceStore measured(ResourceStore store) {
    return new MeteredStore(store, collections, registry, storeCalls);
  }

  /**
   * Measures the embedded store's one writer.
   *
   * @param waiting how many changes wait for it
   * @return takes how many changes shared a commit
   */
  public IntConsumer writer(IntSupplier waiting) {
    gauge(
        "etagere.sqlite.queue.waiting",
        "Changes that wait for the writer",
        waiting,
        IntSupplier::getAsInt);
    DistributionSummary sizes =
        DistributionSummary.builder("etagere.sqlite.commit.changes")
            .description("Changes that shared one commit")
            .serviceLevelObjectives(COMMIT_SIZES)
            .register(registry);
    return sizes::record;
  }

  /**
   * Counts what the embedded store's check in the background has found damaged.
   *
   * @param store is not kept from being collected
   */
  public <T> void damage(T store, ToDoubleFunction<T> found) {
    FunctionCounter.builder("etagere.sqlite.damage.found", store, found)
        .description("Damage that the check in the background has reported")
        .register(registry);
  }

  /** Shows whether requests would be answered now. */
  public void ready(BooleanSupplier ready) {
    gauge(
        "etagere.ready",
        "1 if /health/ready would answer 200, else 0",
        ready,
        known -> known.getAsBoolean() ? 1 : 0);
  }

  /** Shows how full an HTTP server is, and how full it may become. */
  public void show(Levels levels, GrizzlySettings settings) {
    gauge(
        "etagere.http.queue.waiting",
        "Requests that wait for a worker",
        levels,
        Levels::waitingRequests);
    limit("etagere.http.queue.limit", "Requests that may wait", settings.waiting().requests());
    gauge(
        "etagere.http.workers.busy", "Workers that answer a request", levels, Levels::busyWorkers);
    limit("etagere.http.workers.limit", "Workers there are", settings.workerThreads());
    gauge(
        "etagere.http.requests.in.flight",
        "Requests that are being answered",
        levels,
        Levels::requestsInFlight);
    gauge("etagere.http.connections", "Open connections", levels, Levels::connections);
    limit(
        "etagere.http.connections.limit",
        "Connections that may be open",
        settings.connections().connections());
    gauge("etagere.http.body.bytes", "Content of requests in memory", levels, Levels::bodyBytes);
    limit(
        "etagere.http.body.limit.bytes",
        "Content of requests that may be in memory",
        settings.connections().bodyMemory());
    gauge(
        "etagere.http.answer.bytes",
        "Answers that wait for their readers",
        levels,
        Levels::answerBytes);
    limit(
        "etagere.http.answer.limit.bytes",
        "Answers that may wait for their readers",
        settings.connections().answerMemory());
    closed("deadline", levels, Levels::overdueConnections);
    closed("answer-memory", levels, Levels::evictedReaders);
  }

  private void closed(String reason, Levels levels, ToDoubleFunction<Levels> count) {
    FunctionCounter.builder("etagere.http.connections.closed", levels, count)
        .description("Connections that were closed since their callers were too slow")
        .tag("reason", reason)
        .register(registry);
  }

  private <T> void gauge(String name, String description, T source, ToDoubleFunction<T> value) {
    Gauge.builder(name, source, value)
        .description(description)
        .strongReference(true)
        .register(registry);
  }

  private void limit(String name, String description, long value) {
    gauge(name, description, value, Long::doubleValue);
  }

  /** All of it in Prometheus' text format. */
  public String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    registry.close();
  }
}
