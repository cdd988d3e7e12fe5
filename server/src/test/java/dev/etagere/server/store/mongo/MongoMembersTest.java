package dev.etagere.server.store.mongo;

import com.google.common.collect.ImmutableList;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.MemberPath;
import dev.etagere.server.store.MembersContract;
import dev.etagere.server.store.ResourceStore;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class MongoMembersTest implements MembersContract {
  private static MongoTestServer server;

  private final String database = server.newDatabase();

  @BeforeAll
  static void startServer() {
    server = MongoTestServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Override
  public ResourceStore open(Map<CollectionName, ImmutableList<MemberPath>> collections) {
    return MongoStore.open(server.uri(), database, collections);
  }
}
