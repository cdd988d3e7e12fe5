package dev.etagere.server.store.mongo.member;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.cursor.TimeoutMode;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import dev.etagere.server.query.QueryField;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.MemberPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives documents the keys that they lack: all those of a member that is new, or those that a
 * server with other members writes. A document that is changed meanwhile keeps what its writer gave
 * it, so no lock is needed, and several servers may do this at once. If it is ended, the next time
 * finds what is still without. To be used by one thread at a time.
 */
public final class Filling {
  private static final Logger LOG = LoggerFactory.getLogger(Filling.class);
  private static final int BATCH = 500;
  private static final int BATCH_BYTES = 4_000_000;
  private static final BsonDocument ABSENT = new BsonDocument("$exists", BsonBoolean.FALSE);

  private final MongoCollection<BsonDocument> documents;
  private final MemberFields fields;
  private final BsonInt32 schema;
  private long filled;
  private long faulty;
  private @Nullable String firstFaulty;

  /**
   * Fills a collection.
   *
   * @param schema the form of a document with keys
   */
  public Filling(MongoCollection<BsonDocument> documents, MemberFields fields, BsonInt32 schema) {
    this.documents = documents;
    this.fields = fields;
    this.schema = schema;
  }

  /**
   * Fills all that is without. For each member it walks over what has no key of it: that are the
   * tombstones, too.
   */
  public void all() {
    for (MemberPath member : fields.members()) {
      fill(documents.find(lacking(member).append("deletedAt", ABSENT)));
    }
    report();
  }

  /**
   * Fills what is without among the contents that were written since, by the clocks of their
   * writers. It walks over these only: tombstones are not in the index.
   */
  public void since(Instant time) {
    BsonArray lacking = new BsonArray();
    fields.members().forEach(member -> lacking.add(lacking(member)));
    BsonDocument filter =
        new BsonDocument(
                MemberFields.pathOf(QueryField.Own.MODIFIED_AT),
                new BsonDocument("$gte", new BsonDateTime(time.toEpochMilli())))
            .append("$or", lacking);
    fill(documents.find(filter).hint(MemberFields.indexOf(QueryField.Own.MODIFIED_AT)));
    report();
  }

  private static BsonDocument lacking(MemberPath member) {
    return new BsonDocument(MemberFields.pathOf(new QueryField.Member(member)), ABSENT);
  }

  private void report() {
    String name = documents.getNamespace().getCollectionName();
    if (filled > 0) {
      LOG.info("Collection '{}': {} resources indexed by {}", name, filled, fields.members());
    }
    if (faulty > 0) {
      LOG.warn(
          "Collection '{}': the contents of {} resources are no JSON objects, so they are listed as"
              + " having none of the members; the first is '{}'",
          name,
          faulty,
          firstFaulty);
    }
    filled = 0;
    faulty = 0;
    firstFaulty = null;
  }

  /** The time limit is for each command: there may be any number of them. */
  private void fill(FindIterable<BsonDocument> lacking) {
    List<UpdateOneModel<BsonDocument>> updates = new ArrayList<>();
    long bytes = 0;
    try (MongoCursor<BsonDocument> found =
        lacking
            .projection(projection())
            .batchSize(BATCH)
            .timeoutMode(TimeoutMode.ITERATION)
            .cursor()) {
      while (found.hasNext()) {
        BsonDocument document = found.next();
        Content content = content(document);
        updates.add(update(document, content));
        bytes += content.size();
        if (updates.size() == BATCH || bytes > BATCH_BYTES) {
          write(updates);
          bytes = 0;
        }
      }
    }
    write(updates);
  }

  private static BsonDocument projection() {
    BsonInt32 shown = new BsonInt32(1);
    return new BsonDocument("version", shown).append("incarnation", shown).append("content", shown);
  }

  private UpdateOneModel<BsonDocument> update(BsonDocument document, Content content) {
    if (!fields.canRead(content)) {
      faulty++;
      firstFaulty = firstFaulty == null ? idOf(document) : firstFaulty;
    }
    BsonDocument seen = new BsonDocument("_id", document.get("_id"));
    for (String field : List.of("version", "incarnation")) {
      seen.append(field, document.get(field, new BsonString("")));
    }
    seen.append("schema", new BsonDocument("$lte", schema));
    // One by one: whole, it would take away the keys that another server lists by.
    BsonDocument set = new BsonDocument("schema", schema);
    fields.of(content).forEach((name, key) -> set.append(MemberFields.KEYS + "." + name, key));
    return new UpdateOneModel<>(seen, new BsonDocument("$set", set));
  }

  private static String idOf(BsonDocument document) {
    BsonValue id = document.get("_id");
    return id != null && id.isString() ? id.asString().getValue() : String.valueOf(id);
  }

  static Content content(BsonDocument document) {
    BsonValue content = document.get("content");
    return Content.wrap(
        content != null && content.isBinary() ? content.asBinary().getData() : new byte[0]);
  }

  private void write(List<UpdateOneModel<BsonDocument>> updates) {
    if (!updates.isEmpty()) {
      filled +=
          documents.bulkWrite(updates, new BulkWriteOptions().ordered(false)).getModifiedCount();
      updates.clear();
    }
  }
}
