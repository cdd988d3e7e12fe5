package dev.etagere.server.query.walk;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import dev.etagere.server.query.Count;
import dev.etagere.server.query.Entry;
import dev.etagere.server.query.Filter;
import dev.etagere.server.query.Order;
import dev.etagere.server.query.Page;
import dev.etagere.server.query.PageQuery;
import dev.etagere.server.query.Position;
import dev.etagere.server.query.QueryField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds a page along the index of the order's first field. It looks at a bounded number of
 * resources, whatever the filter: where these are not enough to fill the page, the page is short
 * and says where the next one goes on.
 */
public final class Walk {
  /** How many resources are looked at for one page or count, at the most. */
  public static final int MOST_EXAMINED = 10_000;

  private final Filter filter;
  private final Order order;
  private final @Nullable Position from;
  private final int limit;
  private final int most;
  private final List<Entry> found = new ArrayList<>();
  private final Run run;
  private int examined;
  private @Nullable Position last;
  private boolean exhausted;

  private Walk(Filter filter, Order order, @Nullable Position from, int limit, int most) {
    this.filter = filter;
    this.order = order;
    this.from = from;
    this.limit = limit;
    this.most = most;
    this.run = new Run(order, from);
  }

  /**
   * Finds a page.
   *
   * @throws E if the index cannot be read
   * @throws TooManyAlikeException if the order cannot be had
   */
  public static <E extends Exception> Page page(PageQuery query, IndexReader<E> index) throws E {
    return page(query, index, MOST_EXAMINED);
  }

  static <E extends Exception> Page page(PageQuery query, IndexReader<E> index, int most) throws E {
    Order order = query.backwards() ? query.order().reversed() : query.order();
    Walk walk = new Walk(query.filter(), order, query.from(), query.limit(), most);
    walk.run(index);
    return walk.page(query.backwards());
  }

  /**
   * Counts the resources that pass a filter, as far as one walk goes.
   *
   * @throws E if the index cannot be read
   */
  public static <E extends Exception> Count count(Filter filter, IndexReader<E> index) throws E {
    return count(filter, index, MOST_EXAMINED);
  }

  static <E extends Exception> Count count(Filter filter, IndexReader<E> index, int most) throws E {
    Walk walk = new Walk(filter, Plan.order(filter, null), null, most, most);
    walk.run(index);
    return new Count(walk.found.size(), !walk.exhausted);
  }

  /** What must be known of an entry, beyond what the server keeps of each resource. */
  public static ImmutableSet<QueryField> fields(PageQuery query) {
    ImmutableSet.Builder<QueryField> fields = ImmutableSet.builder();
    query.order().by().forEach(by -> fields.add(by.field()));
    return fields.addAll(query.filter().fields()).build();
  }

  private <E extends Exception> void run(IndexReader<E> index) throws E {
    boolean inOrder = order.by().size() == 1;
    Order.By first = order.first();
    for (Span span : Spans.of(first, filter.rangesOf(first.field()), from, !inOrder)) {
      if (isDone()) {
        return;
      }
      index.read(span, mostToRead(inOrder), inOrder ? this::take : this::gather);
    }
    if (!inOrder && !isDone()) {
      takeRun();
    }
  }

  /** One more than wanted tells that the list goes on; no more than that if all of them pass. */
  private int mostToRead(boolean inOrder) {
    boolean allPass =
        inOrder && ImmutableSet.of(order.first().field()).containsAll(filter.fields());
    // A walk by several fields may go through one run again before it comes to the next.
    int left = (inOrder ? most : 2 * most) - examined + 1;
    return allPass ? Math.min(left, limit - found.size() + 1) : left;
  }

  private boolean isDone() {
    return exhausted || found.size() > limit;
  }

  private boolean take(Entry entry) {
    if (examined == most) {
      exhausted = true;
      return false;
    }
    examined++;
    if (filter.matches(entry)) {
      found.add(entry);
    }
    if (found.size() <= limit) {
      last = order.positionOf(entry);
    }
    return !isDone();
  }

  /** Puts together those which the index does not tell apart, and then in order. */
  private boolean gather(Entry entry) {
    if (!run.takes(entry)) {
      takeRun();
      exhausted |= last != null && examined >= most;
      if (isDone()) {
        return false;
      }
    }
    if (run.size() == most) {
      if (last == null) {
        throw new TooManyAlikeException(order.first().field(), most);
      }
      exhausted = true;
      return false;
    }
    examined++;
    run.add(entry);
    return true;
  }

  private void takeRun() {
    for (Entry entry : run.inOrder()) {
      if (filter.matches(entry)) {
        found.add(entry);
      }
      if (found.size() > limit) {
        break;
      }
      last = order.positionOf(entry);
    }
    run.clear();
  }

  private Page page(boolean backwards) {
    boolean more = exhausted || found.size() > limit;
    List<Entry> shown = found.subList(0, Math.min(limit, found.size()));
    return new Page(
        ImmutableList.copyOf(backwards ? Lists.reverse(shown) : shown), more ? last : null);
  }
}
