package dev.etagere.server.http.auth;

import dev.etagere.server.EtagereServer;
import dev.etagere.server.http.Http;
import dev.etagere.server.store.mongo.MongoTestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class MongoOwnResourcesTest implements OwnResourcesContract {
  private static MongoTestServer mongo;
  private static EtagereServer server;

  @BeforeAll
  static void start() {
    mongo = MongoTestServer.start();
    server = OwnResourcesContract.builder().mongo(mongo.uri(), mongo.newDatabase()).start();
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
