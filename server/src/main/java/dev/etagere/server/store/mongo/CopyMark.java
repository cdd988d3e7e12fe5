package dev.etagere.server.store.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.etagere.server.store.StoreOpenException;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/**
 * A document that marks a database as an unfinished copy and says of what. A server that opened one
 * would answer as missing what was not copied yet.
 *
 * @param marks the collection that it is in; no collection of resources can have its name
 */
record CopyMark(MongoCollection<BsonDocument> marks) {
  static final String COLLECTION = "etagere_copy";

  private static final String FROM = "from";
  private static final BsonDocument MARK = new BsonDocument(Field.ID, new BsonString("copy"));

  static CopyMark of(MongoDatabase database) {
    return new CopyMark(database.getCollection(COLLECTION, BsonDocument.class));
  }

  /** What an unfinished copy is of; empty if there is none. */
  Optional<String> read() {
    @Nullable BsonDocument mark = marks.find(MARK).first();
    return Optional.ofNullable(mark).map(found -> found.getString(FROM).getValue());
  }

  /**
   * Makes sure that the database is no unfinished copy.
   *
   * @throws StoreOpenException if it is
   */
  void refuse(String description) {
    Optional<String> begun;
    try {
      begun = read();
    } catch (MongoCommandException e) {
      if (e.getCode() == ServerRefusal.UNAUTHORIZED) {
        // Who may only use the server's own collections cannot see it, and need not.
        return;
      }
      throw e;
    }
    if (begun.isPresent()) {
      throw new StoreOpenException(
          "%s has an unfinished copy of: %s. Run the same 'etagere copy' again, it goes on; or drop the database."
              .formatted(description, begun.get()),
          null);
    }
  }

  void set(String from) {
    marks.insertOne(MARK.clone().append(FROM, new BsonString(from)));
  }

  void clear() {
    marks.drop();
  }
}
