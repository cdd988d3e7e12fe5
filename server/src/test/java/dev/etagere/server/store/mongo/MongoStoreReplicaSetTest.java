package dev.etagere.server.store.mongo;

import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.store.LedgerContract;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.ResourceStoreContract;
import dev.etagere.server.store.ResourceStoreRaceContract;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract of every store, on a real replica set in a container where Docker is present. */
@ExtendWith(NeedsDocker.class)
final class MongoStoreReplicaSetTest
    implements ResourceStoreContract, LedgerContract, ResourceStoreRaceContract {
  private static MongoTestServer server;

  @BeforeAll
  static void startServer() {
    server = MongoTestServer.replicaSet();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Override
  public ResourceStore newStore(Set<CollectionName> collections) {
    return MongoStore.open(server.uri(), server.newDatabase(), collections);
  }
}
