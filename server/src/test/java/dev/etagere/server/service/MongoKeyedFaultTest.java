package dev.etagere.server.service;

import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.mongo.MongoStore;
import dev.etagere.server.store.mongo.MongoTestServer;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class MongoKeyedFaultTest implements KeyedFaultContract {
  private static MongoTestServer server;

  @BeforeAll
  static void startServer() {
    server = MongoTestServer.start();
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
