package dev.etagere.server.store.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import dev.etagere.server.query.QueryField;
import dev.etagere.server.query.walk.IndexReader;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.store.CallComment;
import dev.etagere.server.store.mongo.member.SpanQuery;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * What lists read of a collection. It fails as the driver does, or as its reader does.
 *
 * @param documents the collection, asked for at each command: there is less time each time
 * @param reader reads its documents
 */
record ListReads(Supplier<MongoCollection<BsonDocument>> documents, DocumentReader reader) {
  /**
   * Its indexes.
   *
   * @param fields whose keys the entries need
   */
  IndexReader<RuntimeException> index(Set<QueryField> fields) {
    return (span, limit, visitor) -> {
      SpanQuery query = new SpanQuery(span, fields);
      try (MongoCursor<BsonDocument> found = query.on(documents.get(), limit).cursor()) {
        boolean goesOn = true;
        while (goesOn && found.hasNext()) {
          Iterator<BsonDocument> some = query.next(found, documents).iterator();
          while (goesOn && some.hasNext()) {
            goesOn = visitor.test(reader.entry(some.next(), query));
          }
        }
      }
    };
  }

  /** Those of some resources that are live, in the order of the ids. */
  List<StoredResource.Live> findLive(List<ResourceId> ids) {
    BsonArray wanted = new BsonArray();
    ids.forEach(id -> wanted.add(new BsonString(id.value())));
    BsonDocument filter =
        new BsonDocument(Field.ID, new BsonDocument("$in", wanted))
            .append(Field.DELETED_AT, new BsonDocument("$exists", BsonBoolean.FALSE));
    Map<ResourceId, StoredResource.Live> found = new HashMap<>();
    for (BsonDocument document :
        documents
            .get()
            .find(filter)
            .projection(MongoStore.RESOURCE_ONLY)
            .comment(CallComment.current())) {
      StoredResource.Live live = reader.readLive(document);
      found.put(live.id(), live);
    }
    return ids.stream().map(found::get).filter(Objects::nonNull).toList();
  }
}
