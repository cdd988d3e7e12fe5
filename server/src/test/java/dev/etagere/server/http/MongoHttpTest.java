package dev.etagere.server.http;

import dev.etagere.server.EtagereServer;
import dev.etagere.server.store.mongo.MongoTestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract on MongoDB's protocol. */
class MongoHttpTest implements HttpContract, HealthContract, MetricsContract, HostileBytesContract {
  private static MongoTestServer mongo;
  private static EtagereServer server;

  @BeforeAll
  static void start() {
    mongo = MongoTestServer.start();
    EtagereServer.Builder builder = EtagereServer.builder().mongo(mongo.uri(), mongo.newDatabase());
    HttpTest.POLICIES.forEach(builder::collection);
    server = builder.start();
  }

  @AfterAll
  static void stop() {
    server.close();
    mongo.close();
  }

  @Override
  public Http http() {
    return new Http(server.baseUri());
  }
}
