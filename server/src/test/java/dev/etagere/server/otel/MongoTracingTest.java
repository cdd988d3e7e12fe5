package dev.etagere.server.otel;

import dev.etagere.server.EtagereServer;
import dev.etagere.server.store.mongo.MongoTestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What a collector gets of a server on MongoDB's protocol. */
class MongoTracingTest implements TracingContract {
  private static MongoTestServer mongo;

  @BeforeAll
  static void start() {
    mongo = MongoTestServer.start();
  }

  @AfterAll
  static void stop() {
    mongo.close();
  }

  @Override
  public EtagereServer.Builder builder() {
    return EtagereServer.builder().mongo(mongo.uri(), mongo.newDatabase());
  }

  @Override
  public String system() {
    return "mongodb";
  }
}
