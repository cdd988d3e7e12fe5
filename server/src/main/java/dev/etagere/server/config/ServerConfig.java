package dev.etagere.server.config;

import dev.etagere.server.ledger.LedgerBounds;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.CollectionPolicy.Replay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one server is started with.
 *
 * @param listen the IP address or host name to listen on
 * @param port the TCP port, 0 to 65535; 0 takes a free one
 * @param store where the resources are kept
 * @param limits what a request may be at most
 * @param ledgers how far back a resource remembers keyed requests
 * @param collections the collections there are, at least one, in the order of their names
 * @param network how it meets a network
 * @param management where health and metrics are shown
 * @param chaos the faults that the server makes in its answers, null for none
 */
public record ServerConfig(
    String listen,
    int port,
    StoreConfig store,
    Limits limits,
    LedgerBounds ledgers,
    Map<CollectionName, CollectionPolicy> collections,
    NetworkConfig network,
    ManagementConfig management,
    @Nullable Chaos chaos) {

  /** A server of which nothing was said: loopback, port 8080, {@code ./data}, {@code notes}. */
  public static final ServerConfig DEFAULT =
      new ServerConfig(
          "127.0.0.1",
          8080,
          StoreConfig.Embedded.DEFAULT,
          Limits.DEFAULT,
          LedgerBounds.DEFAULT,
          Map.of(new CollectionName("notes"), CollectionPolicy.DEFAULT));

  /** A server that meets the network as one of which nothing was said. */
  public ServerConfig(
      String listen,
      int port,
      StoreConfig store,
      Limits limits,
      LedgerBounds ledgers,
      Map<CollectionName, CollectionPolicy> collections) {
    this(
        listen,
        port,
        store,
        limits,
        ledgers,
        collections,
        NetworkConfig.DEFAULT,
        ManagementConfig.DEFAULT,
        null);
  }

  /** The highest TCP port. */
  public static final int MAX_PORT = 65_535;

  /** Shorter, a client that comes back after a network failure may find its delete forgotten. */
  private static final Duration SHORT_RETENTION = Duration.ofHours(1);

  /**
   * Makes a configuration.
   *
   * @throws IllegalArgumentException if the address is empty, the port is out of range or there is
   *     no collection
   */
  public ServerConfig {
    if (listen.isEmpty()) {
      throw new IllegalArgumentException("listen must not be empty");
    }
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("port must be 0 to " + MAX_PORT + ", not " + port);
    }
    if (collections.isEmpty()) {
      throw new IllegalArgumentException("collections must not be empty");
    }
    collections = Collections.unmodifiableMap(new TreeMap<>(collections));
  }

  /**
   * Returns the same with another port.
   *
   * @throws IllegalArgumentException if the port is out of range
   */
  public ServerConfig withPort(int other) {
    return new ServerConfig(
        listen, other, store, limits, ledgers, collections, network, management, chaos);
  }

  /** Returns the same with another store. */
  public ServerConfig withStore(StoreConfig other) {
    return new ServerConfig(
        listen, port, other, limits, ledgers, collections, network, management, chaos);
  }

  /** Returns the same with other limits. */
  public ServerConfig withLimits(Limits other) {
    return new ServerConfig(
        listen, port, store, other, ledgers, collections, network, management, chaos);
  }

  /** Returns the same with other bounds of ledgers. */
  public ServerConfig withLedgers(LedgerBounds others) {
    return new ServerConfig(
        listen, port, store, limits, others, collections, network, management, chaos);
  }

  /**
   * Returns the same with other collections.
   *
   * @throws IllegalArgumentException if there are none
   */
  public ServerConfig withCollections(Map<CollectionName, CollectionPolicy> others) {
    return new ServerConfig(
        listen, port, store, limits, ledgers, others, network, management, chaos);
  }

  /** Returns the same that meets the network otherwise. */
  public ServerConfig withNetwork(NetworkConfig other) {
    return new ServerConfig(
        listen, port, store, limits, ledgers, collections, other, management, chaos);
  }

  /** Returns the same that shows health and metrics otherwise. */
  public ServerConfig withManagement(ManagementConfig other) {
    return new ServerConfig(
        listen, port, store, limits, ledgers, collections, network, other, chaos);
  }

  /** Returns the same with faults in the answers. */
  public ServerConfig withChaos(Chaos other) {
    return new ServerConfig(
        listen, port, store, limits, ledgers, collections, network, management, other);
  }

  /** Returns one sentence for people per setting that makes a promise of the server weaker. */
  public List<String> weakenedPromises() {
    var sentences = new ArrayList<String>();
    if (chaos != null) {
      sentences.add(
          "CHAOS: this server loses, delays and replaces answers of requests that it has carried out"
              + " (%s). It is for tests of clients. Leave chaos out for all else."
                  .formatted(chaos));
    }
    collections.forEach(
        (name, policy) -> {
          if (policy.replay() == Replay.CONTENT) {
            sentences.add(
                "Collection '%s' has replay: content. Two writers that send the same content for the"
                        .formatted(name)
                    + " same version both succeed. Use replay: key for counters and locks.");
          }
          if (policy.tombstoneRetention().compareTo(SHORT_RETENTION) < 0) {
            sentences.add(
                "Collection '%s' forgets deleted resources after %s. A POST or DELETE repeated later"
                        .formatted(name, policy.tombstoneRetention())
                    + " is not recognised. Use a tombstoneRetention of at least 1h.");
          }
        });
    if (network.allowAnonymousOnNetwork()) {
      sentences.add(
          "dangerous.allowAnonymousOnNetwork is set: whoever reaches this server may read and change"
              + " everything. Use auth.keys or auth.jwt.");
    }
    return List.copyOf(sentences);
  }
}
