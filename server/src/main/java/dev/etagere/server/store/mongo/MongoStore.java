package dev.etagere.server.store.mongo;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertOneOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.event.CommandListener;
import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.ledger.LedgerChange;
import dev.etagere.server.ledger.Remembered;
import dev.etagere.server.query.Count;
import dev.etagere.server.query.Filter;
import dev.etagere.server.query.Page;
import dev.etagere.server.query.PageQuery;
import dev.etagere.server.query.walk.Walk;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.MemberPath;
import dev.etagere.server.resource.Mutation;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.Version;
import dev.etagere.server.store.CallComment;
import dev.etagere.server.store.CallDeadline;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.StoreOpenException;
import dev.etagere.server.store.mongo.member.FillingRounds;
import dev.etagere.server.store.mongo.member.MemberFields;
import dev.etagere.server.store.mongo.mirror.BsonMirror;
import dev.etagere.server.store.mongo.mirror.MirrorDialect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Keeps resources in MongoDB, or a server that speaks its protocol: one collection for each
 * declared one, one document for each resource, one {@code updateOne} for each change. No call
 * takes longer than the connection string's {@code timeoutMS}, or ten seconds if it is silent, nor
 * goes on beyond the {@link CallDeadline}.
 */
public final class MongoStore implements ResourceStore {

  /** Readers never need the mirror: it is as large as the content once more. */
  private static final BsonDocument WITHOUT_BODY =
      new BsonDocument(Field.BODY, new BsonInt32(0)).append(MemberFields.KEYS, new BsonInt32(0));

  /** Reads never load the ledger, which may be larger than the resource. */
  static final BsonDocument RESOURCE_ONLY =
      new BsonDocument(Field.BODY, new BsonInt32(0))
          .append(MemberFields.KEYS, new BsonInt32(0))
          .append(Field.LEDGER, new BsonInt32(0))
          .append(Field.ORIGIN, new BsonInt32(0));

  private final MongoClient client;
  private final String description;
  private final DeclaredCollections collections;
  private final DocumentFormat format;

  private MongoStore(
      MongoClient client,
      String description,
      DeclaredCollections collections,
      DocumentFormat format) {
    this.client = client;
    this.description = description;
    this.collections = collections;
    this.format = format;
  }

  /**
   * Connects, and makes the collections and their indexes where they are missing.
   *
   * @param uri MongoDB's connection string. Write concern, read concern and read preference in it
   *     are put aside for those that the store's promises need
   * @param database the name of the database
   * @param collections every collection that will be used
   * @throws StoreOpenException within the time limit of a call, if the server cannot be reached or
   *     refuses, or something in the arguments is not well-formed
   */
  public static MongoStore open(String uri, String database, Set<CollectionName> collections) {
    return open(uri, database, collections, List.of());
  }

  /**
   * Connects in the same way. Members that are new are indexed before this returns, and if it is
   * ended meanwhile, the next start goes on with it.
   *
   * @param collections every collection that will be used, each with the members that it is listed
   *     by
   * @throws StoreOpenException as the other does
   */
  public static MongoStore open(
      String uri, String database, Map<CollectionName, ImmutableList<MemberPath>> collections) {
    return open(uri, database, collections, List.of(), FillingRounds.PAUSE);
  }

  /** The same, with listeners that a test counts commands by. */
  static MongoStore open(
      String uri, String database, Set<CollectionName> names, List<CommandListener> listeners) {
    return open(
        uri,
        database,
        Maps.asMap(names, name -> ImmutableList.of()),
        listeners,
        FillingRounds.PAUSE);
  }

  static MongoStore open(
      String uri,
      String database,
      Map<CollectionName, ImmutableList<MemberPath>> declared,
      List<CommandListener> listeners,
      Duration pause) {
    List<CommandListener> all = new ArrayList<>(listeners);
    all.add(new SentWrites());
    ClientSettings settings = ClientSettings.of(uri, database, all);
    MongoClient client = MongoClients.create(settings.driver());
    try {
      MongoDatabase db = client.getDatabase(database);
      // The first command also proves that the server is there and knows us.
      MirrorDialect dialect = MirrorDialect.of(db.runCommand(new Document("buildInfo", 1)));
      LostUpdates.refuse(dialect, settings.description());
      CopyMark.of(db).refuse(settings.description());
      return new MongoStore(
          client,
          settings.description(),
          DeclaredCollections.prepare(db, declared, settings.timeLimit(), pause),
          new DocumentFormat(new BsonMirror(dialect)));
    } catch (StoreOpenException e) {
      client.close();
      throw e;
    } catch (RuntimeException e) {
      client.close();
      throw cannotOpen(settings, e);
    }
  }

  private static StoreOpenException cannotOpen(ClientSettings settings, RuntimeException e) {
    return new StoreOpenException(
        "%s cannot be opened (%s). Check that it runs and can be reached from here, and the user, password and rights in the connection string."
            .formatted(settings.description(), FailureMapping.kind(e)),
        FailureMapping.cause(e));
  }

  @Override
  public Optional<StoredResource> find(CollectionName collection, ResourceId id) {
    return Optional.ofNullable(one(collection, id, RESOURCE_ONLY))
        .map(new DocumentReader(collection)::read);
  }

  @Override
  public Optional<Remembered> recall(CollectionName collection, ResourceId id) {
    return Optional.ofNullable(one(collection, id, WITHOUT_BODY))
        .map(new DocumentReader(collection)::remembered);
  }

  private @Nullable BsonDocument one(
      CollectionName collection, ResourceId id, BsonDocument projection) {
    MongoCollection<BsonDocument> documents = collections.inTime(collection);
    BsonDocument filter = new BsonDocument(Field.ID, new BsonString(id.value()));
    return Calls.read(
        "Find",
        () -> documents.find(filter).projection(projection).comment(CallComment.current()).first());
  }

  @Override
  public boolean insert(CollectionName collection, StoredResource.Live resource, Ledger ledger) {
    MongoCollection<BsonDocument> documents = collections.inTime(collection);
    BsonDocument document = format.live(resource, ledger, collections.members(collection));
    return Calls.write(
        "Insert",
        () -> {
          try {
            documents.insertOne(document, new InsertOneOptions().comment(CallComment.current()));
            return true;
          } catch (MongoWriteException e) {
            // No doubt even after a retry: the server remembers a retried insert and answers it
            // as done, so the duplicate is another writer's.
            if (FailureMapping.isDuplicateKey(e)) {
              return false;
            }
            throw e;
          }
        });
  }

  @Override
  public boolean compareAndSet(
      CollectionName collection,
      ResourceId id,
      Version expected,
      Mutation mutation,
      @Nullable LedgerChange ledger) {
    return update(
        collection,
        CompareAndSet.of(id, expected, mutation, ledger, format, collections.members(collection)));
  }

  @Override
  public boolean remember(
      CollectionName collection, ResourceId id, Version expected, LedgerChange ledger) {
    return update(collection, CompareAndSet.of(id, expected, ledger));
  }

  private boolean update(CollectionName collection, CompareAndSet change) {
    MongoCollection<BsonDocument> documents = collections.inTime(collection);
    return Calls.write(
        "Compare-and-set",
        () ->
            documents
                    .updateOne(
                        change.filter(),
                        change.update(),
                        new UpdateOptions().comment(CallComment.current()))
                    .getMatchedCount()
                == 1);
  }

  @Override
  public Page page(CollectionName collection, PageQuery query) {
    ListReads lists = lists(collection);
    return Calls.read("Page", () -> Walk.page(query, lists.index(Walk.fields(query))));
  }

  @Override
  public Count count(CollectionName collection, Filter filter) {
    ListReads lists = lists(collection);
    return Calls.read("Count", () -> Walk.count(filter, lists.index(filter.fields())));
  }

  @Override
  public List<StoredResource.Live> findLive(CollectionName collection, List<ResourceId> ids) {
    ListReads lists = lists(collection);
    return Calls.read("Find", () -> lists.findLive(ids));
  }

  private ListReads lists(CollectionName collection) {
    return new ListReads(() -> collections.inTime(collection), new DocumentReader(collection));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Two commands where there is something to remove. One would do with a bounded delete, but a
   * sharded collection before MongoDB 7 refuses one that does not name the shard key.
   */
  @Override
  public int purge(CollectionName collection, Instant now, int limit) {
    MongoCollection<BsonDocument> documents = collections.documents(collection);
    BsonDocument over =
        new BsonDocument(Field.PURGE_AT, new BsonDocument("$lte", DocumentFormat.time(now)));
    BsonArray ids =
        Calls.read(
            "Purge",
            () ->
                documents
                    .find(over)
                    .projection(new BsonDocument(Field.ID, new BsonInt32(1)))
                    .limit(limit)
                    .batchSize(limit)
                    .map(document -> document.get(Field.ID))
                    .into(new BsonArray()));
    if (ids.isEmpty()) {
      return 0;
    }
    // The time again: a tombstone may have been re-created since.
    BsonDocument filter = over.clone().append(Field.ID, new BsonDocument("$in", ids));
    return Calls.write(
        "Purge", () -> Math.toIntExact(documents.deleteMany(filter).getDeletedCount()));
  }

  @Override
  public String describe() {
    return description;
  }

  @Override
  public void close() {
    collections.close();
    client.close();
  }
}
