package dev.etagere.server.store.records;

import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.mongo.MongoRecords;
import dev.etagere.server.store.mongo.MongoStore;
import dev.etagere.server.store.mongo.MongoTestServer;
import dev.etagere.server.store.records.RecordsContract.Place;
import dev.etagere.server.store.sqlite.SqliteStore;
import dev.etagere.server.store.sqlite.records.SqliteRecords;
import java.nio.file.Path;

/** The kinds of places where a store can be. */
final class Places {
  private Places() {}

  /** A folder. */
  record Folder(Path path) implements Place {
    @Override
    public ResourceStore store() {
      return SqliteStore.open(path, RecordsContract.BOTH);
    }

    @Override
    public RecordSource source() {
      return SqliteRecords.source(path);
    }

    @Override
    public RecordTarget target(String from) {
      return SqliteRecords.target(path, RecordsContract.BOTH, from);
    }
  }

  /** A database of its own in MongoDB. */
  record Database(String uri, String name) implements Place {
    static Database on(MongoTestServer server) {
      return new Database(server.uri(), server.newDatabase());
    }

    @Override
    public ResourceStore store() {
      return MongoStore.open(uri, name, RecordsContract.BOTH);
    }

    @Override
    public RecordSource source() {
      return MongoRecords.source(uri, name);
    }

    @Override
    public RecordTarget target(String from) {
      return MongoRecords.target(uri, name, RecordsContract.BOTH, from);
    }
  }
}
