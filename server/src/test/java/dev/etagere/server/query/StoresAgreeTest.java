package dev.etagere.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.etagere.server.query.rsql.FilterParser;
import dev.etagere.server.query.rsql.KnownFields;
import dev.etagere.server.query.walk.Plan;
import dev.etagere.server.resource.ChangeDigest;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.MemberPath;
import dev.etagere.server.resource.Mutation;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource.Live;
import dev.etagere.server.resource.Version;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.mongo.MongoStore;
import dev.etagere.server.store.mongo.MongoTestServer;
import dev.etagere.server.store.sqlite.SqliteStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Both stores, asked with filters as clients write them, answer as a plain evaluation does that
 * knows no sort keys. {@code -Detagere.cases} sets how many questions are asked, {@code
 * -Detagere.seed} which.
 */
class StoresAgreeTest {
  private static final int CASES = Integer.getInteger("etagere.cases", 10_000);
  private static final long SEED = Long.getLong("etagere.seed", 20260102L);
  private static final int CASES_OF_A_COLLECTION = 500;
  private static final int RESOURCES = 40;
  private static final CollectionName NAME = new CollectionName("things");
  private static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final ChangeDigest DIGEST =
      ChangeDigest.of("PUT", "application/json", new byte[0]);

  private final Random random = new Random(SEED);
  private final RandomQueries queries = new RandomQueries(random);
  private final KnownFields known = new KnownFields(RandomQueries.MEMBERS);
  private MongoTestServer mongo;

  @BeforeEach
  void start() {
    mongo = MongoTestServer.start();
  }

  @AfterEach
  void stop() {
    mongo.close();
  }

  @Test
  void pages_ofBothStores_areThoseOfAPlainEvaluation() {
    int asked = 0;
    while (asked < CASES) {
      Map<CollectionName, ImmutableList<MemberPath>> declared = Map.of(NAME, RandomQueries.MEMBERS);
      try (ResourceStore sqlite = SqliteStore.temporary(declared);
          ResourceStore other = MongoStore.open(mongo.uri(), mongo.newDatabase(), declared)) {
        List<Live> resources = fill(List.of(sqlite, other));
        for (int i = 0; i < CASES_OF_A_COLLECTION && asked < CASES; i++, asked++) {
          ask(List.of(sqlite, other), resources);
        }
      }
    }
    assertThat(asked).isEqualTo(CASES);
  }

  private void ask(List<ResourceStore> stores, List<Live> resources) {
    RandomQueries.Question question = queries.next();
    Filter filter =
        question.filter() == null ? Filter.ALL : FilterParser.parse(question.filter(), known);
    Order order = Plan.order(filter, question.order());
    List<ResourceId> expected =
        resources.stream()
            .filter(resource -> question.matches(resource))
            .sorted(comparator(order))
            .map(Live::id)
            .toList();
    int limit = random.nextBoolean() ? 50 : 1 + random.nextInt(8);
    for (ResourceStore store : stores) {
      String as = "%s, %s by %s, seed %d".formatted(store, question.filter(), order, SEED);
      assertThat(forward(store, filter, order, limit, expected.size())).as(as).isEqualTo(expected);
      assertThat(store.count(NAME, filter)).as(as).isEqualTo(new Count(expected.size(), true));
      backward(store, filter, order, limit, expected, as);
    }
  }

  private static List<ResourceId> forward(
      ResourceStore store, Filter filter, Order order, int limit, int most) {
    List<ResourceId> found = new ArrayList<>();
    PageQuery first = PageQuery.first(filter, order, limit);
    Page page = store.page(NAME, first);
    page.entries().forEach(entry -> found.add(entry.id()));
    while (page.end() != null && found.size() <= most) {
      page = store.page(NAME, first.after(page.end()));
      page.entries().forEach(entry -> found.add(entry.id()));
    }
    return found;
  }

  /** The page before a random one of the expected resources. */
  private void backward(
      ResourceStore store,
      Filter filter,
      Order order,
      int limit,
      List<ResourceId> expected,
      String as) {
    if (expected.isEmpty()) {
      return;
    }
    int at = random.nextInt(expected.size());
    Page one = store.page(NAME, PageQuery.first(filter, order, 1000));
    Position position = order.positionOf(one.entries().get(at));
    Page before = store.page(NAME, PageQuery.first(filter, order, limit).before(position));
    assertThat(before.entries().stream().map(Entry::id).toList())
        .as(as)
        .isEqualTo(expected.subList(Math.max(0, at - limit), at));
    assertThat(before.end() != null).as(as).isEqualTo(at > limit);
  }

  private static Comparator<Live> comparator(Order order) {
    Comparator<Live> all = comparator(order.first());
    for (Order.By by : order.by().subList(1, order.by().size())) {
      all = all.thenComparing(comparator(by));
    }
    Comparator<Live> byId = Comparator.comparing(Live::id);
    return all.thenComparing(order.first().descending() ? byId.reversed() : byId);
  }

  private static Comparator<Live> comparator(Order.By by) {
    Comparator<Live> one = PlainValue.comparator(by.field());
    return by.descending() ? one.reversed() : one;
  }

  /** Inserts, replaces, deletes and creates again, alike in all stores. */
  private List<Live> fill(List<ResourceStore> stores) {
    Map<ResourceId, Live> live = new TreeMap<>();
    for (int i = 0; i < RESOURCES; i++) {
      ResourceId id = new ResourceId(queries.id() + i);
      Live made = made(id, Version.first(i), START.plusMillis(random.nextInt(5)));
      stores.forEach(store -> assertThat(store.insert(NAME, made)).isTrue());
      live.put(id, made);
      if (random.nextInt(4) == 0) {
        Instant at = made.modifiedAt().plusMillis(random.nextInt(3));
        Content content = queries.content();
        Mutation replace = new Mutation.Replace(content, DIGEST, at);
        boolean changed = !content.equals(made.content());
        stores.forEach(
            store ->
                assertThat(store.compareAndSet(NAME, id, made.version(), replace))
                    .isEqualTo(changed));
        if (changed) {
          live.put(id, new Live(id, made.version().next(), content, DIGEST, made.createdAt(), at));
        }
      }
      if (random.nextInt(6) == 0) {
        delete(stores, live, id);
      }
    }
    return List.copyOf(live.values());
  }

  private void delete(List<ResourceStore> stores, Map<ResourceId, Live> live, ResourceId id) {
    Live resource = Objects.requireNonNull(live.get(id));
    Instant at = START.plusSeconds(1);
    Mutation delete = new Mutation.Delete(at, at.plusSeconds(1000));
    stores.forEach(
        store -> assertThat(store.compareAndSet(NAME, id, resource.version(), delete)).isTrue());
    live.remove(id);
    if (random.nextBoolean()) {
      Version deleted = resource.version().next();
      Content content = queries.content();
      Mutation recreate = new Mutation.Recreate(content, DIGEST, at, 77);
      stores.forEach(
          store -> assertThat(store.compareAndSet(NAME, id, deleted, recreate)).isTrue());
      live.put(id, new Live(id, deleted.recreated(77), content, DIGEST, at, at));
    }
  }

  private Live made(ResourceId id, Version version, Instant at) {
    return new Live(id, version, queries.content(), DIGEST, at, at);
  }
}
