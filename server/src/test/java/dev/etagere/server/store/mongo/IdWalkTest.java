package dev.etagere.server.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandSucceededEvent;
import dev.etagere.server.resource.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdWalkTest {
  private static final int DOCUMENTS = 2_000;

  private static MongoTestServer server;

  private final List<String> commands = new ArrayList<>();
  private long cursorId;
  private MongoClient client;
  private MongoDatabase database;
  private MongoCollection<BsonDocument> notes;
  private IdWalk walk;

  @BeforeAll
  static void startServer() {
    server = MongoTestServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void fill() {
    CommandListener listener =
        new CommandListener() {
          @Override
          public void commandSucceeded(CommandSucceededEvent event) {
            commands.add(event.getCommandName());
            if (event.getCommandName().equals("find")) {
              cursorId = event.getResponse().getDocument("cursor").getInt64("id").getValue();
            }
          }
        };
    client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(server.uri()))
                .timeout(10, TimeUnit.SECONDS)
                .addCommandListener(listener)
                .build());
    database = client.getDatabase(server.newDatabase());
    notes = filled("notes");
    walk = new IdWalk(new BsonDocument(), new BsonDocument());
    commands.clear();
  }

  private MongoCollection<BsonDocument> filled(String name) {
    MongoCollection<BsonDocument> collection = database.getCollection(name, BsonDocument.class);
    collection.insertMany(IntStream.range(0, DOCUMENTS).mapToObj(IdWalkTest::document).toList());
    return collection;
  }

  @AfterEach
  void close() {
    walk.close();
    client.close();
  }

  private static String id(int i) {
    return "n%04d".formatted(i);
  }

  private static BsonDocument document(int i) {
    return new BsonDocument("_id", new BsonString(id(i)))
        .append("content", new BsonBinary(new byte[] {(byte) i}));
  }

  private static List<String> ids(List<BsonDocument> documents) {
    return documents.stream().map(document -> document.getString("_id").getValue()).toList();
  }

  private static ResourceId last(List<BsonDocument> documents) {
    return new ResourceId(documents.get(documents.size() - 1).getString("_id").getValue());
  }

  private List<String> rest(MongoCollection<BsonDocument> collection, @Nullable ResourceId after) {
    List<String> all = new ArrayList<>();
    List<BsonDocument> some = walk.next(collection, after);
    while (!some.isEmpty()) {
      all.addAll(ids(some));
      some = walk.next(collection, last(some));
    }
    return all;
  }

  private static List<String> from(int first) {
    return IntStream.range(first, DOCUMENTS).mapToObj(IdWalkTest::id).toList();
  }

  @Test
  void next_again_goesOnWithTheSameCursor() {
    assertThat(rest(notes, null)).isEqualTo(from(0));

    assertThat(commands).filteredOn("find"::equals).hasSize(1);
    assertThat(commands).filteredOn("getMore"::equals).hasSizeBetween(3, 5);
  }

  @Test
  void next_fromElsewhere_startsThere() {
    MongoCollection<BsonDocument> others = filled("others");
    List<BsonDocument> first = walk.next(notes, null);

    assertThat(walk.next(others, last(first)).get(0).getString("_id").getValue())
        .isEqualTo(id(first.size()));
    assertThat(rest(notes, new ResourceId(id(1_800)))).isEqualTo(from(1_801));
    assertThat(rest(notes, null)).isEqualTo(from(0));
  }

  @Test
  void next_serverForgotTheCursor_goesOnWithAnother() {
    List<BsonDocument> first = walk.next(notes, null);
    BsonArray forgotten = new BsonArray(List.of(new BsonInt64(cursorId)));
    database.runCommand(
        new BsonDocument("killCursors", new BsonString("notes")).append("cursors", forgotten));

    assertThat(rest(notes, last(first))).isEqualTo(from(first.size()));

    assertThat(commands).filteredOn("find"::equals).hasSize(2);
  }

  @Test
  void next_largeDocuments_givesFewAtATime() {
    byte[] large = new byte[600 * 1024];
    for (int i = 0; i < 5; i++) {
      notes.updateOne(
          new BsonDocument("_id", new BsonString(id(i))),
          new BsonDocument("$set", new BsonDocument("content", new BsonBinary(large))));
    }

    assertThat(walk.next(notes, null)).hasSize(2);

    assertThat(rest(notes, null)).isEqualTo(from(0));
  }

  @Test
  void next_filterAndProjection_areKept() {
    IdWalk narrow =
        new IdWalk(
            new BsonDocument("content", new BsonBinary(new byte[] {7})),
            new BsonDocument("content", new BsonInt32(0)));

    List<BsonDocument> found = narrow.next(notes, new ResourceId(id(7)));

    assertThat(ids(found)).startsWith(id(7 + 256)).hasSize(7);
    assertThat(found).allMatch(document -> !document.containsKey("content"));
    narrow.close();
  }
}
