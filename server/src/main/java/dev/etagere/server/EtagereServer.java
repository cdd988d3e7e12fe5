package dev.etagere.server;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.etagere.server.config.Limits;
import dev.etagere.server.config.ManagementConfig;
import dev.etagere.server.config.NetworkConfig;
import dev.etagere.server.config.ServerConfig;
import dev.etagere.server.http.EtagereApplication;
import dev.etagere.server.http.grizzly.GrizzlyServer;
import dev.etagere.server.http.grizzly.GrizzlySettings;
import dev.etagere.server.http.log.LogThread;
import dev.etagere.server.ledger.LedgerBounds;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.MemberPath;
import dev.etagere.server.service.ResourceService;
import dev.etagere.server.service.TombstoneSweeper;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.mongo.MongoStore;
import dev.etagere.server.store.sqlite.SqliteStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * A running server. The one place where the parts are put together, and the class that others
 * embed:
 *
 * <pre>{@code
 * try (EtagereServer server = EtagereServer.builder().collection("notes").start()) {
 *   URI notes = server.baseUri().resolve("/v1/notes");
 * }
 * }</pre>
 */
public final class EtagereServer implements RunningServer {
  private static final Duration SWEEP_PAUSE = Duration.ofMinutes(1);

  private final ResourceStore store;
  private final TombstoneSweeper sweeper;
  private final GrizzlyServer http;
  private final LogThread log;
  private final SelfReport self;
  private final URI baseUri;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EtagereServer(
      ResourceStore store,
      TombstoneSweeper sweeper,
      GrizzlyServer http,
      LogThread log,
      SelfReport self,
      URI baseUri) {
    this.store = store;
    this.sweeper = sweeper;
    this.http = http;
    this.log = log;
    this.self = self;
    this.baseUri = baseUri;
  }

  /**
   * Starts a server as it is configured; it listens when this returns.
   *
   * @throws IOException if it cannot listen
   * @throws dev.etagere.server.store.StoreOpenException if the store cannot be opened
   */
  public static EtagereServer start(ServerConfig config) throws IOException {
    return start(config, Map.of());
  }

  /**
   * The same, and exports traces where the variables of OpenTelemetry ask for it.
   *
   * @throws dev.etagere.server.otel.TraceSettingsException if these have a mistake
   */
  public static EtagereServer start(ServerConfig config, Map<String, String> environment)
      throws IOException {
    return start(config, environment, collections -> Stores.open(config.store(), collections));
  }

  /**
   * A server for tests and for embedding: on any free port of loopback, kept in a folder that is
   * deleted with it, unless the builder is told otherwise.
   */
  public static Builder builder() {
    return new Builder();
  }

  private static EtagereServer start(
      ServerConfig config,
      Map<String, String> environment,
      Function<Map<CollectionName, ImmutableList<MemberPath>>, ResourceStore> opener)
      throws IOException {
    var policies = ImmutableMap.copyOf(config.collections());
    InstantSource clock = InstantSource.system();
    Traces traces = Traces.of(environment);
    ResourceStore store =
        traces.open(opener, Maps.transformValues(policies, CollectionPolicy::query));
    LogThread log = LogThread.start();
    SelfReport self = new SelfReport(config, store, traces);
    try {
      self.listen(log);
      ResourceStore measured = self.observed(store);
      ResourceService service =
          new ResourceService(measured, policies, config.ledgers(), clock, self.service());
      EtagereApplication application = HttpSettings.application(config, service, log, clock);
      GrizzlySettings settings = HttpSettings.of(config, store instanceof SqliteStore);
      GrizzlyServer http =
          GrizzlyServer.start(settings, application, self.accessLog(log), self.onMainPort());
      if (config.network().plainPort().isPresent()) {
        http.listenWithoutTls(settings.withoutTlsOn(config.network().plainPort().getAsInt()));
      }
      self.show(http, settings);
      TombstoneSweeper sweeper = new TombstoneSweeper(measured, policies.keySet(), clock);
      sweeper.start(SWEEP_PAUSE);
      self.serve();
      return new EtagereServer(
          store, sweeper, http, log, self, HttpSettings.baseUri(config, http.port()));
    } catch (IOException | RuntimeException e) {
      self.close();
      log.close();
      store.close();
      throw e;
    }
  }

  /** The address of the server, with the port that was taken: {@code http://127.0.0.1:8080/}. */
  @Override
  public URI baseUri() {
    return baseUri;
  }

  /** The port without TLS that it listens on besides the one with it, if it was asked for. */
  public OptionalInt plainPort() {
    return http.plainPort();
  }

  /** The port of its own that health and metrics are shown on, if they have one. */
  public OptionalInt managementPort() {
    return self.port();
  }

  /** What the store is and where it keeps its data, for a person; without credentials. */
  @Override
  public String storeDescription() {
    return store.describe();
  }

  /**
   * Stops: requests in flight are finished, for at most 10 seconds, then the store is closed. A
   * second call does nothing.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      self.drain();
      http.close();
      self.close();
      log.close();
      sweeper.close();
      store.close();
    }
  }

  /** Says what server to start. Not safe for use by several threads. */
  public static final class Builder {
    private final Map<CollectionName, CollectionPolicy> collections = new LinkedHashMap<>();
    private Function<Map<CollectionName, ImmutableList<MemberPath>>, ResourceStore> opener =
        SqliteStore::temporary;
    private String listen = "127.0.0.1";
    private int port;
    private Limits limits = Limits.DEFAULT;
    private NetworkConfig network = NetworkConfig.DEFAULT;
    private ManagementConfig management = ManagementConfig.DEFAULT;
    private Map<String, String> environment = Map.of();

    private Builder() {}

    /** Declares a collection with the default policy. */
    public Builder collection(String name) {
      return collection(name, CollectionPolicy.DEFAULT);
    }

    /**
     * Declares a collection. If none is declared, there is {@code notes}.
     *
     * @throws IllegalArgumentException if the name is none
     */
    public Builder collection(String name, CollectionPolicy policy) {
      collections.put(new CollectionName(name), policy);
      return this;
    }

    /** Listens on this address instead of loopback. */
    public Builder listen(String address) {
      this.listen = address;
      return this;
    }

    /** Listens on this port; 0, the default, takes any free one. */
    public Builder port(int number) {
      this.port = number;
      return this;
    }

    /** Keeps the data in this folder, beyond the life of the server. */
    public Builder data(Path folder) {
      this.opener = all -> SqliteStore.open(folder, all);
      return this;
    }

    /** Keeps the data in MongoDB. */
    public Builder mongo(String uri, String database) {
      this.opener = all -> MongoStore.open(uri, database, all);
      return this;
    }

    /** Keeps the data in a store that a test opens. */
    Builder store(Function<Set<CollectionName>, ResourceStore> open) {
      this.opener = all -> open.apply(all.keySet());
      return this;
    }

    /** Limits requests otherwise. */
    public Builder limits(Limits others) {
      this.limits = others;
      return this;
    }

    /** Meets the network otherwise: authentication, grants, TLS, origins, connections. */
    public Builder network(NetworkConfig other) {
      this.network = other;
      return this;
    }

    /** Shows health and metrics otherwise: by default on the port of the resources. */
    public Builder management(ManagementConfig other) {
      this.management = other;
      return this;
    }

    /** Exports traces as these variables of OpenTelemetry say; by default none. */
    public Builder traces(Map<String, String> variables) {
      environment = Map.copyOf(variables);
      return this;
    }

    /**
     * Starts the server; it listens when this returns.
     *
     * @throws UncheckedIOException if it cannot listen
     * @throws dev.etagere.server.store.StoreOpenException if the store cannot be opened
     */
    public EtagereServer start() {
      ServerConfig config =
          new ServerConfig(
              listen,
              port,
              ServerConfig.DEFAULT.store(),
              limits,
              LedgerBounds.DEFAULT,
              collections.isEmpty() ? ServerConfig.DEFAULT.collections() : collections,
              network,
              management,
              null);
      try {
        return EtagereServer.start(config, environment, opener);
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
  }
}
