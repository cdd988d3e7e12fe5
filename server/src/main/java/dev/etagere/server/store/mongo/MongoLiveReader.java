package dev.etagere.server.store.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource.Live;
import dev.etagere.server.store.StoreException;
import dev.etagere.server.store.StoreOpenException;
import dev.etagere.server.store.records.LiveReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The resources of a database in MongoDB; servers may run on it. It needs no right that a server
 * does not have.
 */
public final class MongoLiveReader implements LiveReader {
  private static final int MOST = 512;
  private static final long MOST_BYTES = 4 << 20;
  private static final BsonDocument IN_ORDER = new BsonDocument(Field.ID, new BsonInt32(1));

  private final MongoClient client;
  private final MongoDatabase database;
  private final String description;

  private MongoLiveReader(MongoClient client, MongoDatabase database, String description) {
    this.client = client;
    this.database = database;
    this.description = description;
  }

  /**
   * Connects.
   *
   * @throws StoreOpenException if the server cannot be reached or refuses, something in the
   *     arguments is not well-formed, or the database is an unfinished copy
   */
  public static MongoLiveReader open(String uri, String database) {
    ClientSettings settings = ClientSettings.of(uri, database, List.of());
    MongoClient client = MongoClients.create(settings.driver());
    boolean opened = false;
    try {
      MongoDatabase there = client.getDatabase(database);
      // The first command also proves that the server is there and knows us.
      there.runCommand(new Document("buildInfo", 1));
      CopyMark.of(there).refuse(settings.description());
      opened = true;
      return new MongoLiveReader(client, there, settings.description());
    } catch (StoreOpenException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new StoreOpenException(
          "%s cannot be opened (%s). Check that it runs and can be reached from here, and that the user may read the collections."
              .formatted(settings.description(), FailureMapping.kind(e)),
          FailureMapping.cause(e));
    } finally {
      if (!opened) {
        client.close();
      }
    }
  }

  @Override
  public List<Live> read(CollectionName collection, @Nullable ResourceId after) {
    BsonDocument filter =
        new BsonDocument(Field.DELETED_AT, new BsonDocument("$exists", BsonBoolean.FALSE));
    if (after != null) {
      filter.append(Field.ID, new BsonDocument("$gt", new BsonString(after.value())));
    }
    DocumentReader reader = new DocumentReader(collection);
    return reading(
        () -> {
          List<Live> read = new ArrayList<>();
          long bytes = 0;
          try (MongoCursor<BsonDocument> found =
              documents(collection)
                  .find(filter)
                  .projection(MongoStore.RESOURCE_ONLY)
                  .sort(IN_ORDER)
                  .limit(MOST)
                  .iterator()) {
            while (bytes < MOST_BYTES && found.hasNext()) {
              Live live = reader.readLive(found.next());
              read.add(live);
              bytes += live.content().size();
            }
          }
          return read;
        });
  }

  @Override
  public long estimate(CollectionName collection) {
    return reading(() -> documents(collection).estimatedDocumentCount());
  }

  private static <T> T reading(Supplier<T> call) {
    try {
      return call.get();
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      throw FailureMapping.ofRead("Find", e);
    }
  }

  private MongoCollection<BsonDocument> documents(CollectionName collection) {
    return database.getCollection(collection.value(), BsonDocument.class);
  }

  @Override
  public String describe() {
    return description;
  }

  @Override
  public void close() {
    client.close();
  }
}
