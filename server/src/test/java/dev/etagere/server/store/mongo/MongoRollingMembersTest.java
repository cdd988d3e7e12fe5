package dev.etagere.server.store.mongo;

import static dev.etagere.server.store.StoreFixtures.BY_OTHER;
import static dev.etagere.server.store.StoreFixtures.BY_PUT;
import static dev.etagere.server.store.StoreFixtures.INCARNATION;
import static dev.etagere.server.store.StoreFixtures.NOTES;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.etagere.server.query.Filter;
import dev.etagere.server.query.Order;
import dev.etagere.server.query.PageQuery;
import dev.etagere.server.query.QueryField;
import dev.etagere.server.query.rsql.FilterParser;
import dev.etagere.server.query.rsql.KnownFields;
import dev.etagere.server.query.walk.Plan;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.MemberPath;
import dev.etagere.server.resource.Mutation;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that declare different members, side by side on one database. */
final class MongoRollingMembersTest {
  private static final MemberPath KIND = MemberPath.of("kind");
  private static final MemberPath SIZE = MemberPath.of("a.size");
  private static final QueryField BY_KIND = new QueryField.Member(KIND);
  private static final QueryField BY_SIZE = new QueryField.Member(SIZE);
  private static final Version V1 = Version.first(INCARNATION);

  /** Longer than any test. */
  private static final Duration NO_ROUND = Duration.ofDays(1);

  private static MongoTestServer server;

  private String database;

  @BeforeAll
  static void startServer() {
    server = MongoTestServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void chooseDatabase() {
    database = server.newDatabase();
  }

  private MongoStore open(Duration pause, MemberPath... members) {
    return MongoStore.open(
        server.uri(),
        database,
        ImmutableMap.of(NOTES, ImmutableList.copyOf(members)),
        List.of(),
        pause);
  }

  private static Content content(String kind, int size) {
    return Content.ofUtf8("{\"kind\":\"%s\",\"a\":{\"size\":%d}}".formatted(kind, size));
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private static void insert(MongoStore store, String id, Content content) {
    Instant now = now();
    store.insert(NOTES, new StoredResource.Live(new ResourceId(id), V1, content, BY_PUT, now, now));
  }

  private static void replace(MongoStore store, String id, Content content) {
    assertThat(
            store.compareAndSet(
                NOTES, new ResourceId(id), V1, new Mutation.Replace(content, BY_OTHER, now())))
        .isTrue();
  }

  private static Filter filter(String text) {
    return FilterParser.parse(text, new KnownFields(List.of(KIND, SIZE)));
  }

  private static List<String> find(MongoStore store, String text) {
    Filter filter = filter(text);
    return find(store, filter, Plan.order(filter, null));
  }

  private static List<String> find(MongoStore store, Filter filter, Order order) {
    return store.page(NOTES, PageQuery.first(filter, order, 10)).entries().stream()
        .map(entry -> entry.id().value())
        .toList();
  }

  private BsonDocument keys(String id) {
    try (MongoClient client = MongoClients.create(server.uri())) {
      BsonDocument found =
          client
              .getDatabase(database)
              .getCollection(NOTES.value(), BsonDocument.class)
              .find(BsonDocument.parse("{\"_id\":\"" + id + "\"}"))
              .first();
      assertThat(found).isNotNull();
      return found.getDocument("keys", new BsonDocument());
    }
  }

  @Test
  void filterAndCount_ofMemberThatTheWriterDidNotKnow_takeItFromTheContent() {
    try (MongoStore old = open(NO_ROUND, KIND);
        MongoStore store = open(NO_ROUND, KIND, SIZE)) {
      insert(old, "a", content("x", 1));
      insert(store, "b", content("x", 2));
      insert(old, "c", content("x", 2));
      insert(old, "d", content("y", 2));

      assertThat(find(store, "kind==x;a.size=ge=2")).containsExactly("b", "c");
      assertThat(find(store, "kind==x;a.size=lt=2")).containsExactly("a");
      assertThat(store.count(NOTES, filter("kind==x;a.size==2")).number()).isEqualTo(2);
      assertThat(find(store, filter("a.size==2"), Order.BY_ID)).containsExactly("b", "c", "d");
    }
  }

  @Test
  void sort_byMemberThatTheWriterDidNotKnow_takesItFromTheContent() {
    Order order =
        new Order(ImmutableList.of(new Order.By(BY_KIND, false), new Order.By(BY_SIZE, true)));
    try (MongoStore old = open(NO_ROUND, KIND);
        MongoStore store = open(NO_ROUND, KIND, SIZE)) {
      insert(old, "a", content("x", 1));
      insert(store, "b", content("x", 2));
      insert(old, "c", content("x", 3));
      insert(old, "d", content("w", 1));

      assertThat(find(store, Filter.ALL, order)).containsExactly("d", "c", "b", "a");
    }
  }

  @Test
  void filter_onManyThatLackKeys_missesNone() {
    try (MongoStore old = open(NO_ROUND);
        MongoStore store = open(NO_ROUND, SIZE)) {
      for (int i = 0; i < 1500; i++) {
        insert(old, "r" + i, content("x", i % 500));
      }
      insert(old, "none", Content.ofUtf8("no JSON"));

      assertThat(find(store, filter("a.size==7"), Order.BY_ID))
          .containsExactlyInAnyOrder("r7", "r507", "r1007");
      assertThat(find(store, filter("a.size=exists=false"), Order.BY_ID)).containsExactly("none");
    }
  }

  @Test
  void filter_onMemberThatNewServersDoNotDeclare_takesItFromTheContent() {
    try (MongoStore old = open(NO_ROUND, KIND, SIZE)) {
      insert(old, "a", content("x", 1));
      insert(old, "b", content("x", 2));
      try (MongoStore store = open(NO_ROUND, KIND)) {
        replace(store, "a", content("x", 2));
        insert(store, "c", content("x", 2));
      }
      assertThat(find(old, "kind==x;a.size==2")).containsExactly("a", "b", "c");
    }
  }

  @Test
  @Timeout(60)
  void list_byMemberThatTheWriterDidNotKnow_isWholeAfterARound() {
    try (MongoStore old = open(NO_ROUND, KIND);
        MongoStore store = open(Duration.ofMillis(1), KIND, SIZE)) {
      insert(store, "a", content("x", 1));
      insert(old, "b", content("x", 2));
      replace(old, "a", content("x", 3));

      while (find(store, "a.size=ge=2").size() < 2) {
        Thread.onSpinWait();
      }
      assertThat(find(store, "a.size=ge=2")).containsExactly("b", "a");
      assertThat(find(store, "a.size==1")).isEmpty();
    }
  }

  @Test
  void open_byServersOfDifferentMembers_leavesEachOthersKeys() {
    try (MongoStore old = open(NO_ROUND, KIND)) {
      insert(old, "a", content("x", 1));
      open(NO_ROUND, SIZE).close();
      assertThat(keys("a").keySet()).containsExactlyInAnyOrder("kind", "a/size");
      open(NO_ROUND, KIND).close();
      assertThat(keys("a").keySet()).containsExactlyInAnyOrder("kind", "a/size");

      replace(old, "a", content("y", 2));
      assertThat(keys("a").keySet()).as("no key of the content before").containsExactly("kind");
    }
  }

  @Test
  void open_whileAnotherServerWrites_putsNoKeyBesideAContentThatIsNotItsOwn() {
    try (MongoStore old = open(NO_ROUND, KIND)) {
      insert(old, "a", content("x", 1));
      AtomicBoolean written = new AtomicBoolean();
      CommandListener writesBetween =
          new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent event) {
              if (event.getCommandName().equals("update") && written.compareAndSet(false, true)) {
                replace(old, "a", content("x", 2));
              }
            }
          };
      try (MongoStore store =
          MongoStore.open(
              server.uri(),
              database,
              ImmutableMap.of(NOTES, ImmutableList.of(KIND, SIZE)),
              List.of(writesBetween),
              NO_ROUND)) {
        assertThat(written).isTrue();
        assertThat(keys("a").keySet()).isEqualTo(Set.of("kind"));
        assertThat(find(store, "kind==x;a.size==2")).containsExactly("a");
      }
    }
  }
}
