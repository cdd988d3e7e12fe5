package dev.etagere.server.tool;

import dev.etagere.server.config.StoreConfig;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.store.mongo.MongoRecords;
import dev.etagere.server.store.records.RecordSource;
import dev.etagere.server.store.records.RecordTarget;
import dev.etagere.server.store.sqlite.records.SqliteRecords;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a store is: a folder, or a database in MongoDB.
 *
 * @param store as a configuration would say it
 */
record StoreAddress(StoreConfig store) {
  /**
   * Reads an address.
   *
   * @param text a connection string of MongoDB, or a path
   * @param database the database, if it is in MongoDB
   */
  static StoreAddress of(String text, String database) {
    if (text.startsWith("mongodb://") || text.startsWith("mongodb+srv://")) {
      return new StoreAddress(new StoreConfig.Mongo(text, database));
    }
    try {
      if (!text.contains("://")) {
        return new StoreAddress(new StoreConfig.Embedded(Path.of(text)));
      }
    } catch (InvalidPathException e) {
      throw neither(e);
    }
    throw neither(null);
  }

  private static ToolException neither(@Nullable Exception e) {
    return new ToolException(
        "A store is given as a folder, or as mongodb://… or mongodb+srv://…; this is neither.", e);
  }

  /** Opens it to read. */
  RecordSource source() {
    return store instanceof StoreConfig.Mongo mongo
        ? MongoRecords.source(mongo.uri(), mongo.database())
        : SqliteRecords.source(((StoreConfig.Embedded) store).data());
  }

  /** Opens it to fill it with what the source has. */
  RecordTarget target(Set<CollectionName> collections, String from) {
    return store instanceof StoreConfig.Mongo mongo
        ? MongoRecords.target(mongo.uri(), mongo.database(), collections, from)
        : SqliteRecords.target(((StoreConfig.Embedded) store).data(), collections, from);
  }
}
