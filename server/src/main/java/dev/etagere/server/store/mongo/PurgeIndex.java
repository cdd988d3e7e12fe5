package dev.etagere.server.store.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import dev.etagere.server.store.StoreOpenException;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index by which tombstones are forgotten. {@code mongo-init/etagere.json} repeats it for
 * deployments whose application user may not make indexes.
 */
final class PurgeIndex {
  static final String NAME = "purgeAt_ttl";
  static final long EXPIRE_AFTER_SECONDS = 0;

  private static final Logger LOG = LoggerFactory.getLogger(PurgeIndex.class);
  private static final String EXPIRE_OPTION = "expireAfterSeconds";

  private PurgeIndex() {}

  static BsonDocument key() {
    return new BsonDocument(Field.PURGE_AT, new BsonInt32(1));
  }

  /**
   * Makes the index, and with it the collection, where it is missing.
   *
   * @throws StoreOpenException if another index is in its place, or this user may not make it
   */
  static void ensure(MongoCollection<BsonDocument> collection) {
    if (exists(collection)) {
      return;
    }
    String name = collection.getNamespace().getCollectionName();
    try {
      create(collection, new IndexOptions().expireAfter(EXPIRE_AFTER_SECONDS, TimeUnit.SECONDS));
    } catch (MongoCommandException e) {
      switch (e.getCode()) {
        case ServerRefusal.NOT_IMPLEMENTED -> {
          LOG.info("No TTL index for collection '{}' on this server: tombstones are swept", name);
          create(collection, new IndexOptions());
        }
        case ServerRefusal.INDEX_OPTIONS_CONFLICT, ServerRefusal.INDEX_KEY_SPECS_CONFLICT ->
            throw new StoreOpenException(
                "Collection '%s' has another index on 'purgeAt' or named '%s'. Drop it: Etagere makes its own, with expireAfterSeconds 0."
                    .formatted(name, NAME),
                e);
        case ServerRefusal.UNAUTHORIZED ->
            throw new StoreOpenException(
                "Collection '%s' lacks the index '%s' and this MongoDB user may not make it. Run the scripts of mongo-init for the collection, or grant the user createIndex."
                    .formatted(name, NAME),
                e);
        default -> throw e;
      }
    }
  }

  private static boolean exists(MongoCollection<BsonDocument> collection) {
    for (BsonDocument index : collection.listIndexes(BsonDocument.class)) {
      if (key().equals(index.get("key"))
          && index.isNumber(EXPIRE_OPTION)
          && index.getNumber(EXPIRE_OPTION).longValue() == EXPIRE_AFTER_SECONDS) {
        return true;
      }
    }
    return false;
  }

  private static void create(MongoCollection<BsonDocument> collection, IndexOptions options) {
    collection.createIndex(key(), options.name(NAME));
  }
}
