package dev.etagere.server.proof;

import dev.etagere.server.EtagereServer;
import dev.etagere.server.store.mongo.MongoTestServer;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The race on MongoDB's protocol. */
class MongoRaceIT implements RaceContract {
  private static MongoTestServer mongo;
  private static EtagereServer server;

  @BeforeAll
  static void start() {
    mongo = MongoTestServer.start();
    server =
        EtagereServer.builder().mongo(mongo.uri(), mongo.newDatabase()).collection("notes").start();
  }

  @AfterAll
  static void stop() {
    server.close();
    mongo.close();
  }

  @Override
  public List<URI> bases() {
    return List.of(server.baseUri());
  }
}
