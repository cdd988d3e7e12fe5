package dev.etagere.server.store.mongo;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.MemberPath;
import dev.etagere.server.store.CallDeadline;
import dev.etagere.server.store.mongo.member.Filling;
import dev.etagere.server.store.mongo.member.MemberFields;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;

/**
 * The collections that were declared when the store was opened.
 *
 * @param all each with the members that it is listed by
 * @param timeLimit of each call
 */
record DeclaredCollections(ImmutableMap<CollectionName, One> all, Duration timeLimit) {

  private record One(MongoCollection<BsonDocument> documents, MemberFields members) {}

  /** Makes the collections and their indexes where they are missing. */
  static DeclaredCollections prepare(
      MongoDatabase database,
      Map<CollectionName, ImmutableList<MemberPath>> declared,
      Duration timeLimit) {
    ImmutableMap.Builder<CollectionName, One> all = ImmutableMap.builder();
    declared.forEach(
        (name, paths) -> {
          MongoCollection<BsonDocument> documents =
              database.getCollection(name.value(), BsonDocument.class);
          MemberFields members = new MemberFields(paths);
          PurgeIndex.ensure(documents);
          ListIndexes.ensure(documents, members);
          new Filling(documents, members, DocumentFormat.SCHEMA_WITH_KEYS).run();
          all.put(name, new One(documents, members));
        });
    return new DeclaredCollections(all.buildOrThrow(), timeLimit);
  }

  private One one(CollectionName name) {
    One found = all.get(name);
    if (found == null) {
      throw new IllegalArgumentException("collection '" + name + "' was not declared");
    }
    return found;
  }

  MemberFields members(CollectionName name) {
    return one(name).members();
  }

  MongoCollection<BsonDocument> documents(CollectionName name) {
    return one(name).documents();
  }

  /** The collection, of which no call takes longer than it may at this moment. */
  MongoCollection<BsonDocument> inTime(CollectionName name) {
    return documents(name).withTimeout(CallDeadline.leftNanos(timeLimit), TimeUnit.NANOSECONDS);
  }
}
