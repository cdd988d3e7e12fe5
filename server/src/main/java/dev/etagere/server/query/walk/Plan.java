package dev.etagere.server.query.walk;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Range;
import dev.etagere.server.query.Filter;
import dev.etagere.server.query.Order;
import dev.etagere.server.query.Order.By;
import dev.etagere.server.query.QueryField;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses the index that leads through a list. */
public final class Plan {
  private Plan() {}

  /**
   * The order in which a list is walked.
   *
   * @param asked the order that was asked for; null if any will do, which is then that of the index
   *     that the filter narrows most
   */
  public static Order order(Filter filter, @Nullable Order asked) {
    if (asked == null) {
      return filter.fields().stream()
          .filter(field -> width(filter, field) < Width.ALL)
          .min(Comparator.comparingInt(field -> width(filter, field)))
          .map(field -> new Order(ImmutableList.of(new By(field, false))))
          .orElse(Order.BY_ID);
    }
    Order order = withoutSuperfluous(asked);
    By first = order.first();
    if (first.field() == QueryField.Own.ID) {
      // Where a member has one value only, its index is in the order of the ids.
      return filter.fields().stream()
          .filter(field -> isOneKey(filter, field))
          .findFirst()
          .map(field -> new Order(ImmutableList.of(new By(field, first.descending()))))
          .orElse(order);
    }
    return order;
  }

  /**
   * The order of a list that is found along the ids only.
   *
   * @param asked the order that was asked for; null if any will do
   */
  public static Order orderOfOwn(@Nullable Order asked) {
    return asked == null ? Order.BY_ID : withoutSuperfluous(asked);
  }

  /** A field counts once, and nothing after the id, which no two resources share. */
  private static Order withoutSuperfluous(Order asked) {
    ImmutableList.Builder<By> kept = ImmutableList.builder();
    Set<QueryField> seen = new LinkedHashSet<>();
    for (By by : asked.by()) {
      if (seen.add(by.field())) {
        kept.add(by);
      }
      if (by.field() == QueryField.Own.ID) {
        break;
      }
    }
    return new Order(kept.build());
  }

  private static boolean isOneKey(Filter filter, QueryField field) {
    return width(filter, field) == Width.KEYS && ranges(filter, field).size() == 1;
  }

  /** How much of an index is left, from the least. */
  private static final class Width {
    static final int KEYS = 0;
    static final int CLOSED = 1;
    static final int HALF = 2;
    static final int ALL = 3;

    private Width() {}
  }

  private static int width(Filter filter, QueryField field) {
    int widest = Width.KEYS;
    for (Range<String> range : ranges(filter, field)) {
      widest = Math.max(widest, width(range));
    }
    return widest;
  }

  private static int width(Range<String> range) {
    boolean low = range.hasLowerBound();
    boolean high = range.hasUpperBound();
    if (low && high) {
      return range.lowerEndpoint().equals(range.upperEndpoint()) ? Width.KEYS : Width.CLOSED;
    }
    return low || high ? Width.HALF : Width.ALL;
  }

  private static Set<Range<String>> ranges(Filter filter, QueryField field) {
    return filter.rangesOf(field).asRanges();
  }
}
