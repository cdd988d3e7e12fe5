package dev.etagere.server.store.mongo;

import com.google.common.collect.ImmutableList;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.MemberPath;
import dev.etagere.server.store.MembersContract;
import dev.etagere.server.store.ResourceStore;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

final class MongoMembersTest implements MembersContract {
  private static MongoTestServer server;

  private String database;

  @BeforeAll
  static void startServer() {
    server = MongoTestServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void chooseDatabase() {
    database = server.newDatabase();
  }

  @Override
  public ResourceStore open(Map<CollectionName, ImmutableList<MemberPath>> collections) {
    return MongoStore.open(server.uri(), database, collections);
  }
}
