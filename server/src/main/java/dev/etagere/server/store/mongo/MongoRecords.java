package dev.etagere.server.store.mongo;

import com.google.common.collect.ImmutableSet;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.etagere.server.ledger.Remembered;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.store.StoreException;
import dev.etagere.server.store.StoreOpenException;
import dev.etagere.server.store.mongo.member.MemberFields;
import dev.etagere.server.store.mongo.mirror.BsonMirror;
import dev.etagere.server.store.mongo.mirror.MirrorDialect;
import dev.etagere.server.store.records.RecordTarget;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The records of a database in MongoDB. */
public final class MongoRecords implements RecordTarget {
  private static final BsonDocument WITHOUT_BODY = new BsonDocument(Field.BODY, new BsonInt32(0));
  private static final BsonDocument FORM_ONLY = new BsonDocument(Field.SCHEMA, new BsonInt32(1));

  private final MongoClient client;
  private final MongoDatabase database;
  private final ClientSettings settings;

  /**
   * Which members lists are by, the configuration says: the server that opens the target adds their
   * keys.
   */
  private static final MemberFields NO_MEMBERS = new MemberFields(List.of());

  private final IdWalk walk = new IdWalk(new BsonDocument(), WITHOUT_BODY);
  private final DocumentFormat format;
  private ImmutableSet<CollectionName> collections = ImmutableSet.of();
  private boolean resumed;

  private MongoRecords(MongoClient client, ClientSettings settings, String database) {
    this.client = client;
    this.settings = settings;
    this.database = client.getDatabase(database);
    // The first command also proves that the server is there and knows us.
    Document build = this.database.runCommand(new Document("buildInfo", 1));
    // Also one that loses updates of writers that meet: a copy is its only writer.
    this.format = new DocumentFormat(new BsonMirror(MirrorDialect.of(build)));
  }

  private interface Opening {
    void of(MongoRecords records);
  }

  /**
   * Opens a database to read its records.
   *
   * @throws StoreOpenException if it cannot be reached, is an unfinished copy, or has documents
   *     that are not Etagere's or a newer one's; nothing was changed then
   */
  public static MongoRecords source(String uri, String database) {
    return open(
        uri,
        database,
        records -> {
          CopyMark.of(records.database).refuse(records.describe());
          records.collections = records.named();
          records.refuseForeign();
        });
  }

  /**
   * Opens a database to fill it, and makes the collections and their indexes.
   *
   * @param from describes the source; an unfinished copy of the same one is gone on with
   * @throws StoreOpenException if it cannot be reached, has data, is an unfinished copy of
   *     something else, or has documents of a newer Etagere; nothing was changed then
   */
  public static MongoRecords target(
      String uri, String database, Set<CollectionName> collections, String from) {
    return open(uri, database, records -> records.prepare(collections, from));
  }

  private static MongoRecords open(String uri, String database, Opening opening) {
    ClientSettings settings = ClientSettings.of(uri, database, List.of(new SentWrites()));
    MongoClient client = MongoClients.create(settings.driver());
    boolean opened = false;
    try {
      MongoRecords records = new MongoRecords(client, settings, database);
      opening.of(records);
      opened = true;
      return records;
    } catch (StoreOpenException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new StoreOpenException(
          "%s cannot be opened (%s). Check that it runs and can be reached from here, and that the user may read and write the whole database."
              .formatted(settings.description(), FailureMapping.kind(e)),
          FailureMapping.cause(e));
    } finally {
      if (!opened) {
        client.close();
      }
    }
  }

  private void prepare(Set<CollectionName> wanted, String from) {
    CopyMark mark = CopyMark.of(database);
    Optional<String> begun = mark.read();
    if (begun.isPresent() && !begun.get().equals(from)) {
      throw new StoreOpenException(
          "%s has an unfinished copy of another source: %s. Finish that one, or name another database."
              .formatted(describe(), begun.get()),
          null);
    }
    resumed = begun.isPresent();
    collections = named();
    if (resumed) {
      refuseForeign();
    } else {
      refuseData();
      mark.set(from);
    }
    for (CollectionName name : wanted) {
      PurgeIndex.ensure(documents(name));
    }
    collections = ImmutableSet.copyOf(wanted);
  }

  /** The collections that could be of resources, by their names. */
  private ImmutableSet<CollectionName> named() {
    Set<CollectionName> names = new TreeSet<>();
    for (String name : database.listCollectionNames()) {
      CollectionName.parse(name).ifPresent(names::add);
    }
    return ImmutableSet.copyOf(names);
  }

  private void refuseData() {
    for (CollectionName name : collections) {
      if (documents(name).find().projection(FORM_ONLY).first() != null) {
        throw new StoreOpenException(
            "%s has data already, in collection '%s'. Copy into another database: it is made if it is missing."
                .formatted(describe(), name),
            null);
      }
    }
  }

  private void refuseForeign() {
    BsonArray known = new BsonArray();
    IntStream.rangeClosed(1, DocumentFormat.SCHEMA_WITH_KEYS.getValue())
        .forEach(form -> known.add(new BsonInt32(form)));
    BsonDocument unknown = new BsonDocument(Field.SCHEMA, new BsonDocument("$nin", known));
    for (CollectionName name : collections) {
      @Nullable BsonDocument found = documents(name).find(unknown).projection(FORM_ONLY).first();
      if (found != null) {
        String what =
            found.isNumber(Field.SCHEMA)
                ? "documents in form %d of a newer Etagere; this one knows forms up to %d. Run the newer one."
                    .formatted(
                        found.getNumber(Field.SCHEMA).longValue(),
                        DocumentFormat.SCHEMA_WITH_KEYS.getValue())
                : "documents that are not Etagere's. It must have a database of its own.";
        throw new StoreOpenException(
            "%s has in collection '%s' %s".formatted(describe(), name, what), null);
      }
    }
  }

  @Override
  public boolean isResumed() {
    return resumed;
  }

  @Override
  public ImmutableSet<CollectionName> collections() {
    return collections;
  }

  @Override
  public long estimate(CollectionName collection) {
    return Calls.read("Count", () -> documents(collection).estimatedDocumentCount());
  }

  @Override
  public List<Remembered> scan(CollectionName collection, @Nullable ResourceId after) {
    DocumentReader reader = new DocumentReader(collection);
    return Calls.read(
        "Scan",
        () -> walk.next(documents(collection), after).stream().map(reader::remembered).toList());
  }

  @Override
  public void put(CollectionName collection, List<Remembered> records) {
    List<BsonDocument> added = records.stream().map(this::document).toList();
    Calls.write(
        "Insert",
        () -> {
          try {
            return documents(collection).insertMany(added);
          } catch (MongoBulkWriteException e) {
            throw new StoreException(
                "%s did not take all records of a batch of collection '%s' (error code %d). Make sure that nobody else writes to it, then run the copy again."
                    .formatted(describe(), collection, e.getCode()),
                e);
          }
        });
  }

  private BsonDocument document(Remembered record) {
    return record.resource() instanceof StoredResource.Live live
        ? format.live(live, record.ledger(), NO_MEMBERS)
        : DocumentFormat.tombstone((StoredResource.Tombstone) record.resource(), record.ledger());
  }

  @Override
  public void remove(CollectionName collection, ResourceId id) {
    BsonDocument filter = new BsonDocument(Field.ID, new BsonString(id.value()));
    Calls.write("Delete", () -> documents(collection).deleteOne(filter));
  }

  @Override
  public void finish() {
    Calls.write(
        "Finish",
        () -> {
          CopyMark.of(database).clear();
          return true;
        });
  }

  @Override
  public String describe() {
    return settings.description();
  }

  @Override
  public void close() {
    walk.close();
    client.close();
  }

  private MongoCollection<BsonDocument> documents(CollectionName name) {
    return database.getCollection(name.value(), BsonDocument.class);
  }
}
