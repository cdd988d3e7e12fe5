package dev.etagere.server.store.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource.Live;
import dev.etagere.server.store.StoreOpenException;
import dev.etagere.server.store.records.LiveReader;
import java.util.List;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The resources of a database in MongoDB; servers may run on it. It needs no right that a server
 * does not have.
 */
public final class MongoLiveReader implements LiveReader {
  private static final BsonDocument LIVE =
      new BsonDocument(Field.DELETED_AT, new BsonDocument("$exists", BsonBoolean.FALSE));

  private final MongoClient client;
  private final MongoDatabase database;
  private final String description;
  private final IdWalk walk = new IdWalk(LIVE, MongoStore.RESOURCE_ONLY);

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
    DocumentReader reader = new DocumentReader(collection);
    return Calls.read(
        "Find",
        () -> walk.next(documents(collection), after).stream().map(reader::readLive).toList());
  }

  @Override
  public long estimate(CollectionName collection) {
    return Calls.read("Count", () -> documents(collection).estimatedDocumentCount());
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
    walk.close();
    client.close();
  }
}
