package dev.etagere.server.service;

import com.google.common.collect.BoundType;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Lists;
import com.google.common.collect.Range;
import com.google.common.collect.TreeRangeSet;
import dev.etagere.server.query.Count;
import dev.etagere.server.query.Entry;
import dev.etagere.server.query.Filter;
import dev.etagere.server.query.Order;
import dev.etagere.server.query.Order.By;
import dev.etagere.server.query.Page;
import dev.etagere.server.query.PageQuery;
import dev.etagere.server.query.Position;
import dev.etagere.server.query.QueryField;
import dev.etagere.server.query.walk.TooManyAlikeException;
import dev.etagere.server.query.walk.Walk;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.Owner;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.store.ResourceStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The lists of one owner. They are found along the ids, where the owner's resources lie together:
 * any other index would lead past the resources of others, whose number and keys are not to be
 * felt. In another order they are sorted here, up to as many as one page looks at.
 *
 * @param all the store
 * @param owner whose resources these are
 */
record OwnLists(ResourceStore all, Owner owner) {
  private static final int STEP = 1000;

  /** Follows every character of an id. */
  private static final String BEYOND = "\u007f";

  Page page(CollectionName collection, PageQuery query) {
    By first = query.order().first();
    if (first.field() == QueryField.Own.ID) {
      Position from = query.from();
      Page page =
          all.page(
              collection,
              new PageQuery(
                  stored(query.filter()),
                  query.order(),
                  from == null ? null : stored(from),
                  query.backwards(),
                  query.limit()));
      return new Page(
          page.entries().stream().map(this::shown).collect(ImmutableList.toImmutableList()),
          page.end() == null ? null : shown(page.end()));
    }
    List<Entry> found = collect(collection, query.filter(), query.order());
    if (found.size() > Walk.MOST_EXAMINED) {
      throw new TooManyAlikeException(
          "More than %d of your resources pass the filter, and only these can be put in another order than that of their ids."
              .formatted(Walk.MOST_EXAMINED));
    }
    return cut(found, query);
  }

  Count count(CollectionName collection, Filter filter) {
    int found = collect(collection, filter, Order.BY_ID).size();
    return new Count(Math.min(found, Walk.MOST_EXAMINED), found <= Walk.MOST_EXAMINED);
  }

  /** All that pass, or one more than are looked at. */
  private List<Entry> collect(CollectionName collection, Filter filter, Order order) {
    ImmutableList.Builder<By> by = ImmutableList.builder();
    // The others are of no consequence behind the id, but their keys are read.
    by.add(new By(QueryField.Own.ID, false)).addAll(order.by());
    PageQuery query = PageQuery.first(stored(filter), new Order(by.build()), STEP);
    List<Entry> found = new ArrayList<>();
    Page page = all.page(collection, query);
    found.addAll(page.entries());
    while (page.end() != null && found.size() <= Walk.MOST_EXAMINED) {
      page = all.page(collection, query.after(page.end()));
      found.addAll(page.entries());
    }
    return found.stream().map(this::shown).limit(Walk.MOST_EXAMINED + 1L).toList();
  }

  private static Page cut(List<Entry> found, PageQuery query) {
    Order order = query.backwards() ? query.order().reversed() : query.order();
    Comparator<Position> comparator = order.comparator();
    Position from = query.from();
    List<Entry> beyond =
        found.stream()
            .filter(entry -> from == null || comparator.compare(order.positionOf(entry), from) > 0)
            .sorted(Comparator.comparing(order::positionOf, comparator))
            .limit(query.limit() + 1L)
            .toList();
    boolean more = beyond.size() > query.limit();
    List<Entry> shown = more ? beyond.subList(0, query.limit()) : beyond;
    return new Page(
        ImmutableList.copyOf(query.backwards() ? Lists.reverse(shown) : shown),
        more ? order.positionOf(shown.get(shown.size() - 1)) : null);
  }

  /** The filter as it is about the ids in the store, and only those of this owner. */
  private Filter stored(Filter filter) {
    Range<String> own = Range.open(owner.prefix(), owner.prefix() + BEYOND);
    return new Filter.And(
        ImmutableList.of(
            new Filter.Within(QueryField.Own.ID, ImmutableRangeSet.of(own)), renamed(filter)));
  }

  private Filter renamed(Filter filter) {
    if (filter instanceof Filter.And and) {
      return new Filter.And(renamed(and.parts()));
    } else if (filter instanceof Filter.Or or) {
      return new Filter.Or(renamed(or.parts()));
    }
    Filter.Within within = (Filter.Within) filter;
    if (within.field() != QueryField.Own.ID) {
      return within;
    }
    TreeRangeSet<String> ranges = TreeRangeSet.create();
    within.ranges().asRanges().forEach(range -> ranges.add(renamed(range)));
    return new Filter.Within(QueryField.Own.ID, ImmutableRangeSet.copyOf(ranges));
  }

  private ImmutableList<Filter> renamed(List<Filter> parts) {
    return parts.stream().map(this::renamed).collect(ImmutableList.toImmutableList());
  }

  private Range<String> renamed(Range<String> range) {
    String prefix = owner.prefix();
    return Range.range(
        range.hasLowerBound() ? prefix + range.lowerEndpoint() : prefix,
        range.hasLowerBound() ? range.lowerBoundType() : BoundType.OPEN,
        range.hasUpperBound() ? prefix + range.upperEndpoint() : prefix + BEYOND,
        range.hasUpperBound() ? range.upperBoundType() : BoundType.OPEN);
  }

  /** A position in an order that begins with the id. */
  private Position stored(Position shown) {
    // Cut, as a token may name an id that is longer than an owner's can be.
    String value = owner.prefix() + shown.id().value();
    ResourceId id =
        new ResourceId(value.substring(0, Math.min(value.length(), ResourceId.MAX_LENGTH)));
    return new Position(withId(shown, id), id);
  }

  private Position shown(Position stored) {
    ResourceId id = owner.shown(stored.id());
    return new Position(withId(stored, id), id);
  }

  private static ImmutableList<String> withId(Position position, ResourceId id) {
    ImmutableList<String> others = position.keys().subList(1, position.keys().size());
    return ImmutableList.<String>builder().add(id.value()).addAll(others).build();
  }

  private Entry shown(Entry stored) {
    return new Entry(
        owner.shown(stored.id()),
        stored.version(),
        stored.createdAt(),
        stored.modifiedAt(),
        stored.keys());
  }
}
