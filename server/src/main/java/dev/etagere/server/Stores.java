package dev.etagere.server;

import com.google.common.collect.ImmutableList;
import dev.etagere.server.config.StoreConfig;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.MemberPath;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.mongo.MongoStore;
import dev.etagere.server.store.sqlite.SqliteStore;
import java.util.Map;

/** The store that a configuration names. */
final class Stores {
  private Stores() {}

  /**
   * Opens it.
   *
   * @throws dev.etagere.server.store.StoreOpenException if it cannot be opened
   */
  static ResourceStore open(
      StoreConfig config, Map<CollectionName, ImmutableList<MemberPath>> collections) {
    if (config instanceof StoreConfig.Mongo mongo) {
      return MongoStore.open(mongo.uri(), mongo.database(), collections);
    }
    return SqliteStore.open(((StoreConfig.Embedded) config).data(), collections);
  }
}
