package dev.etagere.server.store.mongo;

import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.resource.ChangeDigest;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.Version;
import dev.etagere.server.store.StoreFullException;
import dev.etagere.server.store.mongo.member.MemberFields;
import dev.etagere.server.store.mongo.mirror.BsonMirror;
import java.time.Instant;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;

/** How a resource is written as a document. {@link DocumentReader} is the way back. */
final class DocumentFormat {
  /** The form of the documents that this server writes. */
  static final BsonInt32 SCHEMA = new BsonInt32(1);

  /**
   * The form of documents with sort keys, and the newest form there is. Servers that do not know
   * the keys refuse it: they would change a content and leave its keys.
   */
  static final BsonInt32 SCHEMA_WITH_KEYS = new BsonInt32(2);

  /** MongoDB's bound on one document. */
  static final int MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

  /** Kept free for the other members; nearly all that they need is for a ledger of 256 entries. */
  static final int RESERVED_BYTES = 64 * 1024;

  private final BsonMirror mirror;

  DocumentFormat(BsonMirror mirror) {
    this.mirror = mirror;
  }

  /** The document of a resource that is stored for the first time. */
  BsonDocument live(StoredResource.Live resource, Ledger ledger, MemberFields members) {
    BsonDocument document =
        new BsonDocument(Field.ID, new BsonString(resource.id().value()))
            .append(Field.SCHEMA, SCHEMA);
    putVersion(document, resource.version());
    document.append(Field.CREATED_AT, time(resource.createdAt()));
    putContent(document, resource.content(), resource.madeBy(), resource.modifiedAt());
    LedgerFormat.put(document, ledger);
    putKeys(document, resource.content(), members);
    return document;
  }

  /** The document that a deletion leaves. */
  static BsonDocument tombstone(StoredResource.Tombstone tombstone, Ledger ledger) {
    BsonDocument document =
        new BsonDocument(Field.ID, new BsonString(tombstone.id().value()))
            .append(Field.SCHEMA, SCHEMA);
    putVersion(document, tombstone.version());
    document
        .append(Field.DELETED_AT, time(tombstone.deletedAt()))
        .append(Field.PURGE_AT, time(tombstone.purgeAt()));
    LedgerFormat.put(document, ledger);
    return document;
  }

  /** Puts the sort keys of a content, if there are any. */
  static void putKeys(BsonDocument document, Content content, MemberFields members) {
    if (!members.isEmpty()) {
      document
          .append(MemberFields.KEYS, members.of(content))
          .append(Field.SCHEMA, SCHEMA_WITH_KEYS);
    }
  }

  static void putVersion(BsonDocument document, Version version) {
    document
        .append(Field.VERSION, new BsonInt64(version.number()))
        .append(Field.INCARNATION, new BsonInt64(version.incarnation()));
  }

  /**
   * Puts the members that come with a content; {@code body} only if the content has a mirror.
   *
   * @throws StoreFullException if no document can hold the content
   */
  void putContent(BsonDocument document, Content content, ChangeDigest madeBy, Instant at) {
    int room = MAX_DOCUMENT_BYTES - RESERVED_BYTES - content.size();
    if (room < 0) {
      throw new StoreFullException(
          "A content of %d bytes does not fit a MongoDB document of at most %d; set the server's limit of a request's size lower."
              .formatted(content.size(), MAX_DOCUMENT_BYTES),
          null);
    }
    document
        .append(Field.MODIFIED_AT, time(at))
        .append(Field.MADE_BY, new BsonBinary(madeBy.value().asBytes()))
        .append(Field.DIGEST, digest(content))
        .append(Field.CONTENT, new BsonBinary(content.bytes()));
    mirror.of(content, room).ifPresent(body -> document.append(Field.BODY, body));
  }

  static BsonBinary digest(Content content) {
    return new BsonBinary(content.digest().asBytes());
  }

  static BsonDateTime time(Instant at) {
    return new BsonDateTime(at.toEpochMilli());
  }
}
