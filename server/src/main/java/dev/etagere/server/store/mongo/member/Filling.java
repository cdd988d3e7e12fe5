package dev.etagere.server.store.mongo.member;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import dev.etagere.server.query.QueryField;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.MemberPath;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the documents that are there already the keys of members that are new. A document that is
 * changed meanwhile gets them from its writer, so no lock is needed, and several servers may do
 * this at once. If it is ended, the next start finds what is still without.
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

  /** Fills what is without. */
  public void run() {
    String name = documents.getNamespace().getCollectionName();
    fields.members().forEach(this::fill);
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
  }

  private void fill(MemberPath member) {
    BsonDocument without =
        new BsonDocument(MemberFields.pathOf(new QueryField.Member(member)), ABSENT)
            .append("deletedAt", ABSENT);
    List<UpdateOneModel<BsonDocument>> updates = new ArrayList<>();
    long bytes = 0;
    try (MongoCursor<BsonDocument> found =
        documents.find(without).projection(projection()).batchSize(BATCH).cursor()) {
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
    BsonDocument set =
        new BsonDocument(MemberFields.KEYS, fields.of(content)).append("schema", schema);
    return new UpdateOneModel<>(seen, new BsonDocument("$set", set));
  }

  private static String idOf(BsonDocument document) {
    BsonValue id = document.get("_id");
    return id != null && id.isString() ? id.asString().getValue() : String.valueOf(id);
  }

  private static Content content(BsonDocument document) {
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
