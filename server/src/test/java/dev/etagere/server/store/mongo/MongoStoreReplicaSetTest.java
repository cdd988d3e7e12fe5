package dev.etagere.server.store.mongo;

import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.ResourceStoreContract;
import dev.etagere.server.store.ResourceStoreRaceContract;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract of every store, on a real replica set in a container where Docker is present. */
final class MongoStoreReplicaSetTest implements ResourceStoreContract, ResourceStoreRaceContract {
  private static @Nullable MongoTestServer server;

  @BeforeAll
  static void startServer() {
    server = MongoTestServer.replicaSet();
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  public ResourceStore newStore(Set<CollectionName> collections) {
    MongoTestServer started = Objects.requireNonNull(server);
    return MongoStore.open(started.uri(), started.newDatabase(), collections);
  }
}
