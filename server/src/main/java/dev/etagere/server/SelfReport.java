package dev.etagere.server;

import dev.etagere.server.config.ManagementConfig;
import dev.etagere.server.config.ServerConfig;
import dev.etagere.server.http.grizzly.GrizzlyServer;
import dev.etagere.server.http.grizzly.GrizzlySettings;
import dev.etagere.server.http.grizzly.exchange.AccessLog;
import dev.etagere.server.http.grizzly.exchange.RequestObserver;
import dev.etagere.server.http.grizzly.guard.ConnectionLimits;
import dev.etagere.server.http.log.LogThread;
import dev.etagere.server.http.management.Management;
import dev.etagere.server.metrics.ServerMetrics;
import dev.etagere.server.service.ServiceObserver;
import dev.etagere.server.service.StoreProbe;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server tells about itself, beside the resources or on a port of its own. */
final class SelfReport implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SelfReport.class);
  private static final Duration PROBE_PAUSE = Duration.ofSeconds(1);

  /** Few ask, and what they ask for is quick. */
  private static final int WORKERS = 2;

  private static final int CONNECTIONS = 32;

  private final ManagementConfig config;
  private final StoreProbe probe;
  private final Management management;
  private final @Nullable ServerMetrics metrics;
  private @Nullable GrizzlyServer ownPort;

  SelfReport(ServerConfig config, ResourceStore store) {
    this.config = config.management();
    this.probe = new StoreProbe(store, config.collections().keySet().iterator().next());
    this.metrics = this.config.metrics() ? new ServerMetrics(config.collections().keySet()) : null;
    this.management =
        metrics == null || !showsMetrics(config)
            ? Management.ofHealth(probe::answers)
            : Management.of(probe::answers, metrics::text);
    if (metrics != null) {
      metrics.ready(management::isReady);
    }
  }

  /** Metrics name the collections, which whoever has no credential is not to learn. */
  private static boolean showsMetrics(ServerConfig config) {
    return config.management().port().isPresent() || config.network().auth().isNone();
  }

  /** The store, measured if anything is. */
  ResourceStore measured(ResourceStore store) {
    if (metrics == null) {
      return store;
    }
    if (store instanceof SqliteStore sqlite) {
      sqlite.observeCommits(metrics.writer(sqlite::waitingWrites));
      metrics.damage(sqlite, SqliteStore::damageFound);
    }
    return metrics.measured(store);
  }

  /** Takes what the service tells. */
  ServiceObserver service() {
    return metrics == null ? ServiceObserver.NONE : metrics.service();
  }

  /** Takes what is told of requests. */
  AccessLog accessLog(LogThread log) {
    return new AccessLog(log, metrics == null ? RequestObserver.NONE : metrics.requests());
  }

  /** Shows how full the server of the resources is. */
  void show(GrizzlyServer http, GrizzlySettings settings) {
    if (metrics != null) {
      metrics.show(http.levels(), settings);
    }
  }

  /** What is shown on the port of the resources; null if there is another port for it. */
  @Nullable Management onMainPort() {
    return config.port().isPresent() ? null : management;
  }

  /**
   * Begins to tell, on its own port if it has one.
   *
   * @throws ManagementPortException if that cannot be listened on
   */
  void listen(LogThread log) throws ManagementPortException {
    probe.start(PROBE_PAUSE);
    if (config.port().isEmpty()) {
      return;
    }
    int port = config.port().getAsInt();
    GrizzlySettings settings =
        GrizzlySettings.of(config.listen(), port)
            .withWorkerThreads(WORKERS)
            .withConnections(ConnectionLimits.DEFAULT.withConnections(CONNECTIONS, CONNECTIONS));
    try {
      ownPort = GrizzlyServer.startManagement(settings, management, log);
      LOG.info("Health and metrics are on {}, port {}.", config.listen(), ownPort.port());
    } catch (IOException | UnresolvedAddressException e) {
      throw new ManagementPortException(
          "Cannot listen on %s, port %d, for health and metrics: %s. Give an address of this machine with management.listen and a free port with --management-port."
              .formatted(config.listen(), port, reason(e)),
          e);
    }
  }

  private static String reason(Exception e) {
    Throwable cause = e.getCause();
    return String.valueOf((cause == null ? e : cause).getMessage());
  }

  /** Its own port, if it has one and listens. */
  OptionalInt port() {
    return ownPort == null ? OptionalInt.empty() : OptionalInt.of(ownPort.port());
  }

  /** The resources are there. */
  void serve() {
    management.serve();
  }

  /** They are about to go. */
  void drain() {
    management.drain();
  }

  @Override
  public void close() {
    probe.close();
    if (ownPort != null) {
      ownPort.close();
    }
    if (metrics != null) {
      metrics.close();
    }
  }
}
