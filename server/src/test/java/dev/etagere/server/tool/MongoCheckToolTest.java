package dev.etagere.server.tool;

import dev.etagere.server.EtagereServer;
import dev.etagere.server.store.mongo.MongoTestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class MongoCheckToolTest implements CheckToolContract {
  private static MongoTestServer mongo;

  @TempDir Path folder;
  private String database;

  @BeforeAll
  static void startMongo() {
    mongo = MongoTestServer.start();
  }

  @AfterAll
  static void stopMongo() {
    mongo.close();
  }

  @BeforeEach
  void choose() {
    database = mongo.newDatabase();
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public String store() {
    return "mongo: {uri: '" + mongo.uri() + "', database: " + database + "}";
  }

  @Override
  public EtagereServer server() {
    return EtagereServer.builder()
        .mongo(mongo.uri(), database)
        .collection("invoices")
        .collection("notes")
        .start();
  }
}
