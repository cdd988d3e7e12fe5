package dev.etagere.server.store.records;

import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.ONE;
import static dev.etagere.server.store.StoreFixtures.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.StoreOpenException;
import dev.etagere.server.store.mongo.MongoTestServer;
import java.nio.file.Path;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of MongoDB's protocol, copied to the embedded store and back. */
class MongoToFolderTest implements RecordsContract {
  private static MongoTestServer server;

  @TempDir Path root;

  @BeforeAll
  static void start() {
    server = MongoTestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  public Place newPlace() {
    return Places.Database.on(server);
  }

  @Override
  public Place otherPlace() {
    return new Places.Folder(root.resolve(UUID.randomUUID().toString()));
  }

  @Test
  void source_documentOfANewerEtagere_isRefused() {
    Places.Database place = Places.Database.on(server);
    try (ResourceStore store = place.store()) {
      store.insert(NOTES, live("a", ONE));
    }
    change(place, new Document("$set", new Document("schema", 99)));

    assertThatThrownBy(() -> place.source().close())
        .isInstanceOf(StoreOpenException.class)
        .hasMessageContainingAll("'notes'", "form 99 of a newer Etagere", "Run the newer one");
  }

  @Test
  void source_documentOfSomebodyElse_isRefused() {
    Places.Database place = Places.Database.on(server);
    try (ResourceStore store = place.store()) {
      store.insert(NOTES, live("a", ONE));
    }
    change(place, new Document("$unset", new Document("schema", "")));

    assertThatThrownBy(() -> place.source().close())
        .isInstanceOf(StoreOpenException.class)
        .hasMessageContainingAll("'notes'", "not Etagere's", "a database of its own");
  }

  @Test
  void target_finished_hasNoMarkAndNoOtherCollection() {
    Places.Database place = Places.Database.on(server);
    try (RecordTarget target = place.target("a source")) {
      target.finish();
    }
    try (MongoClient client = MongoClients.create(server.uri())) {
      assertThat(client.getDatabase(place.name()).listCollectionNames())
          .containsExactlyInAnyOrder("notes", "others");
    }
  }

  private static void change(Places.Database place, Document update) {
    try (MongoClient client = MongoClients.create(server.uri())) {
      client
          .getDatabase(place.name())
          .getCollection("notes")
          .updateOne(new Document("_id", "a"), update);
    }
  }
}
