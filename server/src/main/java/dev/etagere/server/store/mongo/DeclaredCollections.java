package dev.etagere.server.store.mongo;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.MemberPath;
import dev.etagere.server.store.CallDeadline;
import dev.etagere.server.store.mongo.member.Filling;
import dev.etagere.server.store.mongo.member.FillingRounds;
import dev.etagere.server.store.mongo.member.MemberFields;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;

/**
 * The collections that were declared when the store was opened.
 *
 * @param all each with the members that it is listed by
 * @param timeLimit of each call
 * @param rounds give keys to what other servers write without
 */
record DeclaredCollections(
    ImmutableMap<CollectionName, One> all, Duration timeLimit, FillingRounds rounds)
    implements AutoCloseable {

  private record One(MongoCollection<BsonDocument> documents, MemberFields members) {}

  /**
   * Makes the collections and their indexes where they are missing.
   *
   * @param pause before each round
   */
  static DeclaredCollections prepare(
      MongoDatabase database,
      Map<CollectionName, ImmutableList<MemberPath>> declared,
      Duration timeLimit,
      Duration pause) {
    InstantSource clock = InstantSource.system();
    Instant begun = clock.instant();
    List<Filling> fillings = new ArrayList<>();
    ImmutableMap.Builder<CollectionName, One> all = ImmutableMap.builder();
    declared.forEach(
        (name, paths) -> {
          MongoCollection<BsonDocument> documents =
              database.getCollection(name.value(), BsonDocument.class);
          MemberFields members = new MemberFields(paths);
          PurgeIndex.ensure(documents);
          ListIndexes.ensure(documents, members);
          if (!members.isEmpty()) {
            fillings.add(new Filling(documents, members, DocumentFormat.SCHEMA_WITH_KEYS));
          }
          all.put(name, new One(documents, members));
        });
    fillings.forEach(Filling::all);
    FillingRounds rounds =
        new FillingRounds(Lists.transform(fillings, filling -> filling::since), clock, begun);
    rounds.start(pause);
    return new DeclaredCollections(all.buildOrThrow(), timeLimit, rounds);
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

  /** Ends the rounds. */
  @Override
  public void close() {
    rounds.close();
  }
}
