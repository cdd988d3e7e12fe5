package dev.etagere.server.query.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import dev.etagere.server.query.Count;
import dev.etagere.server.query.Entry;
import dev.etagere.server.query.Filter;
import dev.etagere.server.query.Order;
import dev.etagere.server.query.Page;
import dev.etagere.server.query.PageQuery;
import dev.etagere.server.query.QueryField;
import dev.etagere.server.query.SortKey;
import dev.etagere.server.query.rsql.FilterParser;
import dev.etagere.server.query.rsql.KnownFields;
import dev.etagere.server.query.rsql.OrderParser;
import dev.etagere.server.resource.MemberPath;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class WalkTest {
  private static final MemberPath GROUP = MemberPath.of("group");
  private static final MemberPath RANK = MemberPath.of("rank");
  private static final KnownFields FIELDS = new KnownFields(List.of(GROUP, RANK));
  private static final int MOST = 10;

  private final List<Entry> entries = new ArrayList<>();
  private int read;

  private void add(int count, String group, int rank) {
    for (int i = 0; i < count; i++) {
      int number = entries.size();
      entries.add(
          new Entry(
              new ResourceId("r%03d".formatted(number)),
              Version.first(number),
              Instant.EPOCH,
              Instant.EPOCH,
              ImmutableMap.of(
                  GROUP, SortKey.ofString(group), RANK, SortKey.ofNumber("" + (rank - i)))));
    }
  }

  private IndexReader<RuntimeException> index() {
    return (Span span, int limit, Predicate<Entry> visitor) -> {
      Comparator<Entry> order =
          Comparator.comparing((Entry entry) -> entry.key(span.field())).thenComparing(Entry::id);
      List<Entry> shown =
          entries.stream()
              .sorted(span.descending() ? order.reversed() : order)
              .filter(entry -> span.keys().contains(entry.key(span.field())))
              .filter(entry -> isBeyond(span, entry))
              .limit(limit)
              .toList();
      for (Entry entry : shown) {
        read++;
        if (!visitor.test(entry)) {
          return;
        }
      }
    };
  }

  private static boolean isBeyond(Span span, Entry entry) {
    int compared = span.beyond() == null ? 1 : entry.id().compareTo(span.beyond());
    return span.beyond() == null || (span.descending() ? compared < 0 : compared > 0);
  }

  private Page page(String filter, String sort, int limit) {
    Filter parsed = filter.isEmpty() ? Filter.ALL : FilterParser.parse(filter, FIELDS);
    Order order = Plan.order(parsed, sort.isEmpty() ? null : OrderParser.parse(sort, FIELDS));
    return Walk.page(PageQuery.first(parsed, order, limit), index(), MOST);
  }

  @Test
  void page_whoseFilterFewPass_looksAtABoundedNumberAndGoesOn() {
    add(35, "a", 100);
    add(1, "b", 7);
    Filter filter = FilterParser.parse("rank==7", FIELDS);
    PageQuery query = PageQuery.first(filter, OrderParser.parse("group", FIELDS), 5);

    List<String> found = new ArrayList<>();
    int pages = 1;
    Page page = Walk.page(query, index(), MOST);
    while (page.end() != null) {
      assertThat(read).isLessThanOrEqualTo(MOST + 1);
      page.entries().forEach(entry -> found.add(entry.id().value()));
      read = 0;
      pages++;
      page = Walk.page(query.after(page.end()), index(), MOST);
    }
    page.entries().forEach(entry -> found.add(entry.id().value()));

    assertThat(found).containsExactly("r035");
    assertThat(pages).isEqualTo(4);
  }

  @Test
  void page_ofWhatTheIndexHolds_readsOneMoreThanItShows() {
    add(30, "a", 100);
    add(9, "b", 100);

    assertThat(page("group==b", "", 5).entries()).hasSize(5);
    assertThat(read).isEqualTo(6);
  }

  @Test
  void page_sortedByMore_putsRunsInOrder() {
    add(10, "a", 20);
    add(3, "b", 30);

    Page first = page("", "group,rank", 8);

    assertThat(first.entries()).extracting(entry -> entry.id().value()).startsWith("r009", "r008");
    assertThat(first.end()).isNotNull();
  }

  @Test
  void page_sortedByMore_withARunOfTheMost_goesBeyondIt() {
    add(MOST, "a", 20);
    add(2, "b", 30);
    Order order = OrderParser.parse("group,rank", FIELDS);
    PageQuery query = PageQuery.first(Filter.ALL, order, 1);

    List<String> found = new ArrayList<>();
    Page page = Walk.page(query, index(), MOST);
    while (page.end() != null && found.size() < 20) {
      page.entries().forEach(entry -> found.add(entry.id().value()));
      page = Walk.page(query.after(page.end()), index(), MOST);
    }
    page.entries().forEach(entry -> found.add(entry.id().value()));

    assertThat(found).hasSize(12).endsWith("r011", "r010");
  }

  @Test
  void page_sortedByMore_withALongerRun_isRefused() {
    add(MOST + 1, "a", 20);

    assertThatThrownBy(() -> page("", "group,rank", 1))
        .isInstanceOf(TooManyAlikeException.class)
        .hasMessageContaining("'group'");
  }

  @Test
  void count_ofMoreThanIsLookedAt_isAtLeast() {
    add(12, "a", 20);

    assertThat(Walk.count(Filter.ALL, index(), 12)).isEqualTo(new Count(12, true));
    assertThat(Walk.count(Filter.ALL, index(), MOST)).isEqualTo(new Count(MOST, false));
  }

  @Test
  void order_notAskedFor_isThatOfTheNarrowestIndex() {
    assertThat(first("group==a;rank=gt=1")).isEqualTo("group");
    assertThat(first("group=gt=a;rank=in=(1,2)")).isEqualTo("rank");
    assertThat(first("group==a,rank==1")).isEqualTo("id");
    assertThat(first("id==x;group=gt=a")).isEqualTo("id");
  }

  private static String first(String filter) {
    return Plan.order(FilterParser.parse(filter, FIELDS), null).first().field().label();
  }

  @Test
  void order_byIdWhereAMemberHasOneValue_usesItsIndex() {
    Order byId = new Order(ImmutableList.of(new Order.By(QueryField.Own.ID, true)));

    Order order = Plan.order(FilterParser.parse("group==a", FIELDS), byId);

    assertThat(order.first()).isEqualTo(new Order.By(new QueryField.Member(GROUP), true));
    assertThat(FilterParser.parse("group==a", FIELDS).rangesOf(new QueryField.Member(RANK)))
        .isEqualTo(ImmutableRangeSet.of(Range.all()));
  }
}
