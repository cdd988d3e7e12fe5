package dev.etagere.server.proof.move;

import dev.etagere.server.EtagereServer;
import dev.etagere.server.store.mongo.MongoRecords;
import dev.etagere.server.store.mongo.MongoTestServer;
import dev.etagere.server.store.records.RecordSource;
import dev.etagere.server.store.records.RecordTarget;
import dev.etagere.server.store.sqlite.records.SqliteRecords;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

/** From the embedded store to MongoDB's protocol. */
class FolderToMongoHttpTest extends MovedHttp {
  private final MongoTestServer mongo = MongoTestServer.start();
  private final String database = mongo.newDatabase();

  @TempDir static Path folder;

  @AfterAll
  void stopMongo() {
    mongo.close();
  }

  @Override
  EtagereServer.Builder before(EtagereServer.Builder builder) {
    return builder.data(folder);
  }

  @Override
  EtagereServer.Builder after(EtagereServer.Builder builder) {
    return builder.mongo(mongo.uri(), database);
  }

  @Override
  RecordSource source() {
    return SqliteRecords.source(folder);
  }

  @Override
  RecordTarget target(RecordSource source) {
    return MongoRecords.target(mongo.uri(), database, source.collections(), source.describe());
  }
}
