package dev.etagere.server.store;

import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.live;
import static dev.etagere.server.store.StoreFixtures.replace;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.etagere.server.query.Filter;
import dev.etagere.server.query.Order;
import dev.etagere.server.query.PageQuery;
import dev.etagere.server.query.rsql.FilterParser;
import dev.etagere.server.query.rsql.KnownFields;
import dev.etagere.server.query.walk.Plan;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.MemberPath;
import dev.etagere.server.resource.ResourceId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of the members that a collection is listed by when they are declared otherwise. */
public interface MembersContract {
  MemberPath KIND = MemberPath.of("kind");
  MemberPath SIZE = MemberPath.of("a.size");

  /** Opens the store of this test again, with the data that is there. */
  ResourceStore open(Map<CollectionName, ImmutableList<MemberPath>> collections);

  private ResourceStore open(MemberPath... members) {
    return open(ImmutableMap.of(NOTES, ImmutableList.copyOf(members)));
  }

  private static Content content(String kind, int size) {
    return Content.ofUtf8("{\"kind\":\"%s\",\"a\":{\"size\":%d}}".formatted(kind, size));
  }

  private static List<String> find(ResourceStore store, String text) {
    Filter filter = FilterParser.parse(text, new KnownFields(List.of(KIND, SIZE)));
    Order order = Plan.order(filter, null);
    return store.page(NOTES, PageQuery.first(filter, order, 10)).entries().stream()
        .map(entry -> entry.id().value())
        .toList();
  }

  @Test
  default void open_memberThatIsNew_isListedBy() {
    try (ResourceStore store = open()) {
      store.insert(NOTES, live("a", content("x", 1)));
      store.insert(NOTES, live("b", content("y", 2)));
      store.insert(NOTES, live("c", content("x", 3)));
      store.compareAndSet(
          NOTES, new ResourceId("c"), live("c", content("x", 3)).version(), StoreFixtures.delete());
    }
    try (ResourceStore store = open(KIND)) {
      assertThat(find(store, "kind==x")).containsExactly("a");
      store.insert(NOTES, live("d", content("x", 4)));
    }
    try (ResourceStore store = open(KIND, SIZE)) {
      assertThat(find(store, "kind==x")).containsExactly("a", "d");
      assertThat(find(store, "a.size=gt=1")).containsExactly("b", "d");
      assertThat(find(store, "a.size=gt=1;kind==x")).containsExactly("d");
    }
  }

  @Test
  default void open_memberDeclaredAgain_hasTheKeysOfNow() {
    ResourceId a = new ResourceId("a");
    try (ResourceStore store = open(KIND, SIZE)) {
      store.insert(NOTES, live("a", content("x", 1)));
      store.insert(NOTES, live("b", content("x", 1)));
    }
    try (ResourceStore store = open(SIZE)) {
      store.compareAndSet(NOTES, a, live("a", content("x", 1)).version(), replace(content("z", 2)));
      store.insert(NOTES, live("c", content("x", 9)));
    }
    try (ResourceStore store = open(SIZE, KIND)) {
      assertThat(find(store, "kind==x")).containsExactly("b", "c");
      assertThat(find(store, "kind==z")).containsExactly("a");
      assertThat(find(store, "a.size=ge=2")).containsExactly("a", "c");
    }
    try (ResourceStore store = open()) {
      store.insert(NOTES, live("d", content("z", 2)));
    }
    try (ResourceStore store = open(KIND)) {
      assertThat(find(store, "kind==z")).containsExactly("a", "d");
    }
  }

  @Test
  default void open_contentThatIsNoJson_isListedWithoutMembers() {
    try (ResourceStore store = open()) {
      store.insert(NOTES, live("a", Content.ofUtf8("no JSON")));
      store.insert(NOTES, live("b", content("x", 1)));
    }
    try (ResourceStore store = open(KIND)) {
      assertThat(find(store, "kind=exists=false")).containsExactly("a");
      assertThat(find(store, "kind=exists=true")).containsExactly("b");
    }
  }

  @Test
  default void findLive_ofSome_readsThoseThatAreLiveInTheirOrder() {
    try (ResourceStore store = open(KIND)) {
      store.insert(NOTES, live("a", content("x", 1)));
      store.insert(NOTES, live("b", content("y", 2)));
      store.insert(NOTES, live("c", content("x", 3)));
      store.compareAndSet(
          NOTES, new ResourceId("a"), live("a", content("x", 1)).version(), StoreFixtures.delete());

      assertThat(
              store.findLive(
                  NOTES,
                  List.of(
                      new ResourceId("c"),
                      new ResourceId("a"),
                      new ResourceId("none"),
                      new ResourceId("b"))))
          .containsExactly(live("c", content("x", 3)), live("b", content("y", 2)));
    }
  }
}
