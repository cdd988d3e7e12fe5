package dev.etagere.server;

import dev.etagere.server.config.NetworkConfig;
import dev.etagere.server.http.HttpTest;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.store.ResourceStore;
import java.util.Set;
import java.util.function.Function;

/** Starts servers with the contract's collections on stores that a test opens in its own way. */
public final class ServerOnStore {
  private ServerOnStore() {}

  /** Starts one. */
  public static EtagereServer start(Function<Set<CollectionName>, ResourceStore> open) {
    return start(open, NetworkConfig.DEFAULT);
  }

  /** Starts one that meets the network otherwise. */
  public static EtagereServer start(
      Function<Set<CollectionName>, ResourceStore> open, NetworkConfig network) {
    EtagereServer.Builder builder = EtagereServer.builder().store(open).network(network);
    HttpTest.POLICIES.forEach(builder::collection);
    return builder.start();
  }
}
