package dev.etagere.server.store.records;

import dev.etagere.server.store.mongo.MongoTestServer;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Records of the embedded store, copied to MongoDB's protocol and back. */
class FolderToMongoTest implements RecordsContract {
  private static MongoTestServer server;

  @TempDir Path root;

  @BeforeAll
  static void start() {
    server = MongoTestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  public Place newPlace() {
    return new Places.Folder(root.resolve(UUID.randomUUID().toString()));
  }

  @Override
  public Place otherPlace() {
    return Places.Database.on(server);
  }
}
