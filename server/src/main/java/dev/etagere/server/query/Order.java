package dev.etagere.server.query;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;

/**
 * The order of a list. Resources that are alike in all of it follow by their ids, in the direction
 * of its first field.
 *
 * @param by the fields, the first one first; at least one
 */
public record Order(ImmutableList<By> by) {
  /** By the ids. */
  public static final Order BY_ID = new Order(ImmutableList.of(new By(QueryField.Own.ID, false)));

  /**
   * A field of the order.
   *
   * @param field the field
   * @param descending whether the greatest comes first
   */
  public record By(QueryField field, boolean descending) {
    private Comparator<Position> comparator(int place) {
      Comparator<Position> ascending = Comparator.comparing(position -> position.keys().get(place));
      return descending ? ascending.reversed() : ascending;
    }
  }

  /** The field whose index leads through the list. */
  public By first() {
    return by.get(0);
  }

  /** The same list from its end. */
  public Order reversed() {
    return new Order(
        by.stream()
            .map(one -> new By(one.field(), !one.descending()))
            .collect(ImmutableList.toImmutableList()));
  }

  /** Where an entry stands in this order. */
  public Position positionOf(Entry entry) {
    return new Position(
        by.stream().map(one -> entry.key(one.field())).collect(ImmutableList.toImmutableList()),
        entry.id());
  }

  /** Compares positions in this order. */
  public Comparator<Position> comparator() {
    Comparator<Position> all = by.get(0).comparator(0);
    for (int place = 1; place < by.size(); place++) {
      all = all.thenComparing(by.get(place).comparator(place));
    }
    Comparator<Position> byId = Comparator.comparing(Position::id);
    return all.thenComparing(first().descending() ? byId.reversed() : byId);
  }
}
