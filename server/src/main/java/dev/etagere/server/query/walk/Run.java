package dev.etagere.server.query.walk;

import dev.etagere.server.query.Entry;
import dev.etagere.server.query.Order;
import dev.etagere.server.query.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The resources that are alike in the first field of an order. */
final class Run {
  private final Order order;
  private final @Nullable Position from;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * Makes an empty run.
   *
   * @param from leave out what stands at this position or before it
   */
  Run(Order order, @Nullable Position from) {
    this.order = order;
    this.from = from;
  }

  /** Whether an entry belongs with those that are there. */
  boolean takes(Entry entry) {
    return entries.isEmpty() || key(entries.get(0)).equals(key(entry));
  }

  private String key(Entry entry) {
    return entry.key(order.first().field());
  }

  void add(Entry entry) {
    entries.add(entry);
  }

  /** The entries in order, from the position on. */
  List<Entry> inOrder() {
    Comparator<Position> comparator = order.comparator();
    return entries.stream()
        .filter(entry -> from == null || comparator.compare(order.positionOf(entry), from) > 0)
        .sorted(Comparator.comparing(order::positionOf, comparator))
        .toList();
  }

  int size() {
    return entries.size();
  }

  void clear() {
    entries.clear();
  }
}
