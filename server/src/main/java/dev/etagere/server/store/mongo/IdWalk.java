package dev.etagere.server.store.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.cursor.TimeoutMode;
import dev.etagere.server.resource.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/**
 * Reads collections in the order of ids, some documents at a time. Its cursor stays open for who
 * goes on where the last call ended: a server that sorts what a query finds does it once then, not
 * once for each call. It fails as the driver does. Used by one thread.
 */
final class IdWalk implements AutoCloseable {
  private static final int MOST = 512;
  private static final long MOST_BYTES = 1 << 20;
  private static final BsonDocument IN_ORDER = new BsonDocument(Field.ID, new BsonInt32(1));

  private final BsonDocument filter;
  private final BsonDocument projection;
  private @Nullable MongoCursor<BsonDocument> cursor;
  private @Nullable String namespace;
  private @Nullable BsonString last;

  /**
   * Makes a walk.
   *
   * @param filter which documents are read; it says nothing about ids
   * @param projection what of them
   */
  IdWalk(BsonDocument filter, BsonDocument projection) {
    this.filter = filter;
    this.projection = projection;
  }

  /**
   * Reads documents.
   *
   * @param after only ids beyond this one; null starts at the first
   * @return some of them, none only if there are no more
   */
  List<BsonDocument> next(MongoCollection<BsonDocument> documents, @Nullable ResourceId after) {
    @Nullable BsonString wanted = after == null ? null : new BsonString(after.value());
    String here = documents.getNamespace().getFullName();
    boolean goesOn =
        cursor != null && here.equals(namespace) && wanted != null && wanted.equals(last);
    if (goesOn) {
      try {
        return read(Objects.requireNonNull(cursor));
      } catch (RuntimeException e) {
        // A server forgets cursors: when it ends, and after ten minutes. A new one can be had.
        close();
      }
    }
    close();
    namespace = here;
    cursor = open(documents, wanted);
    try {
      return read(Objects.requireNonNull(cursor));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private MongoCursor<BsonDocument> open(
      MongoCollection<BsonDocument> documents, @Nullable BsonString after) {
    BsonDocument wanted = filter.clone();
    if (after != null) {
      wanted.append(Field.ID, new BsonDocument("$gt", after));
    }
    return documents
        .find(wanted)
        .projection(projection)
        .sort(IN_ORDER)
        .batchSize(MOST)
        // The bound on calls is for each reply, not for the time until the last one is asked for.
        .timeoutMode(TimeoutMode.ITERATION)
        .iterator();
  }

  private List<BsonDocument> read(MongoCursor<BsonDocument> open) {
    List<BsonDocument> read = new ArrayList<>();
    long bytes = 0;
    while (read.size() < MOST && bytes < MOST_BYTES && open.hasNext()) {
      BsonDocument document = open.next();
      read.add(document);
      bytes += document.isBinary(Field.CONTENT) ? contentSize(document) : 0;
      last = document.isString(Field.ID) ? document.getString(Field.ID) : null;
    }
    return read;
  }

  private static int contentSize(BsonDocument document) {
    return document.getBinary(Field.CONTENT).getData().length;
  }

  /** Lets the cursor go; the walk can be used again. */
  @Override
  public void close() {
    if (cursor != null) {
      cursor.close();
      cursor = null;
    }
  }
}
