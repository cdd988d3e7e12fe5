package dev.etagere.server.store.mongo;

import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.ONE;
import static dev.etagere.server.store.StoreFixtures.delete;
import static dev.etagere.server.store.StoreFixtures.live;
import static dev.etagere.server.store.StoreFixtures.recreate;
import static dev.etagere.server.store.StoreFixtures.replace;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.Mutation;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.Version;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.mongo.member.MemberFields;
import dev.etagere.server.store.mongo.mirror.BsonMirror;
import dev.etagere.server.store.mongo.mirror.MirrorDialect;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;

final class CompareAndSetTest {
  private static final MemberFields NO_MEMBERS = new MemberFields(List.of());

  private static final ResourceId A = new ResourceId("a");
  private static final Version V1 = new Version(1, 7);
  private static final Content NOT_MIRRORED = Content.ofUtf8("{\"a\":\"\\ud800\"}");
  private static final DocumentFormat FORMAT =
      new DocumentFormat(new BsonMirror(MirrorDialect.FULL));

  @Test
  void filter_ofEveryMutation_isPlainAndNamesVersionAndState() {
    for (Mutation mutation : List.of(replace(ONE), delete(), recreate(ONE, 8))) {
      BsonDocument filter = CompareAndSet.of(A, V1, mutation, null, FORMAT, NO_MEMBERS).filter();

      assertThat(filter)
          .containsKeys("_id", "version", "incarnation", "schema", "deletedAt")
          .doesNotContainKey("$and");
    }
  }

  @Test
  void update_toAContentWithoutMirror_removesTheOldMirror() {
    for (Mutation mutation : List.of(replace(NOT_MIRRORED), recreate(NOT_MIRRORED, 8))) {
      BsonDocument update = CompareAndSet.of(A, V1, mutation, null, FORMAT, NO_MEMBERS).update();

      assertThat(update.getDocument("$set")).doesNotContainKey("body");
      assertThat(update.getDocument("$unset")).containsKey("body");
    }
  }

  @Test
  void update_toAContentWithMirror_setsIt() {
    BsonDocument update = CompareAndSet.of(A, V1, replace(ONE), null, FORMAT, NO_MEMBERS).update();

    assertThat(update.getDocument("$set").getDocument("body"))
        .isEqualTo(BsonDocument.parse("{\"n\":1}"));
    // The keys of members that are declared no more would not fit the content.
    assertThat(update.getDocument("$unset")).containsOnlyKeys("keys");
  }

  @Test
  void delete_leavesNothingOfTheContentBehind() {
    try (MongoTestServer server = MongoTestServer.start();
        MongoClient client = MongoClients.create(server.uri())) {
      String database = server.newDatabase();
      try (ResourceStore store = MongoStore.open(server.uri(), database, Set.of(NOTES))) {
        store.insert(NOTES, live("a", ONE));
        store.compareAndSet(NOTES, A, live("a", ONE).version(), delete());
      }

      assertThat(documents(client, database).find().first())
          .containsOnlyKeys("_id", "schema", "version", "incarnation", "deletedAt", "purgeAt");
    }
  }

  @Test
  void compareAndSet_documentOfANewerServer_changesNothing() {
    try (MongoTestServer server = MongoTestServer.start();
        MongoClient client = MongoClients.create(server.uri())) {
      String database = server.newDatabase();
      try (ResourceStore store = MongoStore.open(server.uri(), database, Set.of(NOTES))) {
        store.insert(NOTES, live("a", ONE));
        documents(client, database)
            .updateOne(
                new BsonDocument(),
                new BsonDocument("$set", new BsonDocument("schema", new BsonInt32(3))));

        assertThat(store.compareAndSet(NOTES, A, live("a", ONE).version(), delete())).isFalse();
      }
      assertThat(documents(client, database).find().first()).doesNotContainKey("deletedAt");
    }
  }

  private static MongoCollection<BsonDocument> documents(MongoClient client, String database) {
    return client.getDatabase(database).getCollection("notes", BsonDocument.class);
  }
}
