package dev.etagere.server.store.mongo;

import com.google.common.hash.HashCode;
import dev.etagere.server.ledger.Remembered;
import dev.etagere.server.query.Entry;
import dev.etagere.server.resource.ChangeDigest;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.Version;
import dev.etagere.server.store.DamagedResourceException;
import dev.etagere.server.store.StoreException;
import dev.etagere.server.store.mongo.member.SpanQuery;
import java.time.Instant;
import java.util.Arrays;
import org.bson.BsonDocument;
import org.bson.BsonInvalidOperationException;
import org.jspecify.annotations.Nullable;

/** Reads the documents that {@link DocumentFormat} and {@link CompareAndSet} write. */
final class DocumentReader {
  private final CollectionName collection;

  DocumentReader(CollectionName collection) {
    this.collection = collection;
  }

  /**
   * Reads a document in either state.
   *
   * @throws DamagedResourceException if it has not the form that was written, or its content not
   *     the digest
   * @throws StoreException if a newer server wrote it in a form that this one does not know
   */
  StoredResource read(BsonDocument document) {
    checkSchema(document);
    try {
      return document.containsKey(Field.DELETED_AT) ? tombstone(document) : live(document);
    } catch (BsonInvalidOperationException | IllegalArgumentException e) {
      throw damaged(document, "a member is missing or of another form than was written", e);
    }
  }

  /** Reads a document in either state with its ledger; fails as {@link #read} does. */
  Remembered remembered(BsonDocument document) {
    StoredResource resource = read(document);
    try {
      return new Remembered(resource, LedgerFormat.read(document));
    } catch (BsonInvalidOperationException | IllegalArgumentException e) {
      throw damaged(document, "its ledger is of another form than was written", e);
    }
  }

  /** Reads a document that the query chose for being live. */
  StoredResource.Live readLive(BsonDocument document) {
    if (read(document) instanceof StoredResource.Live live) {
      return live;
    }
    throw damaged(document, "it is a tombstone where a live resource was asked for", null);
  }

  /** Reads what an index told of a document. */
  Entry entry(BsonDocument document, SpanQuery query) {
    try {
      return query.entry(document);
    } catch (BsonInvalidOperationException | IllegalArgumentException e) {
      throw damaged(document, "a member is missing or of another form than was written", e);
    }
  }

  private void checkSchema(BsonDocument document) {
    if (!document.isInt32(Field.SCHEMA)) {
      throw damaged(document, "its member 'schema' is missing or no number", null);
    }
    int schema = document.getInt32(Field.SCHEMA).getValue();
    if (schema > DocumentFormat.SCHEMA_WITH_KEYS.getValue()) {
      throw new StoreException(
          "%s was written in form %d by a newer Etagere; this one knows forms up to %d. Run the newer one."
              .formatted(name(document), schema, DocumentFormat.SCHEMA_WITH_KEYS.getValue()),
          null);
    }
  }

  private StoredResource.Live live(BsonDocument document) {
    Content content = Content.wrap(document.getBinary(Field.CONTENT).getData());
    byte[] digest = document.getBinary(Field.DIGEST).getData();
    if (!Arrays.equals(content.digest().asBytes(), digest)) {
      throw damaged(document, "its content has not the digest that was stored with it", null);
    }
    return new StoredResource.Live(
        id(document),
        version(document),
        content,
        new ChangeDigest(HashCode.fromBytes(document.getBinary(Field.MADE_BY).getData())),
        time(document, Field.CREATED_AT),
        time(document, Field.MODIFIED_AT));
  }

  private static StoredResource.Tombstone tombstone(BsonDocument document) {
    return new StoredResource.Tombstone(
        id(document),
        version(document),
        time(document, Field.DELETED_AT),
        time(document, Field.PURGE_AT));
  }

  private static ResourceId id(BsonDocument document) {
    return new ResourceId(document.getString(Field.ID).getValue());
  }

  private static Version version(BsonDocument document) {
    return new Version(
        document.getInt64(Field.VERSION).getValue(),
        document.getInt64(Field.INCARNATION).getValue());
  }

  private static Instant time(BsonDocument document, String field) {
    return Instant.ofEpochMilli(document.getDateTime(field).getValue());
  }

  private DamagedResourceException damaged(
      BsonDocument document, String reason, @Nullable Exception cause) {
    return new DamagedResourceException(
        "%s is damaged: %s. Restore it from a backup, or remove the document."
            .formatted(name(document), reason),
        cause);
  }

  private String name(BsonDocument document) {
    String id =
        document.isString(Field.ID)
            ? "'" + document.getString(Field.ID).getValue() + "'"
            : "without a textual id";
    return "Document " + id + " of collection '" + collection + "'";
  }
}
