package dev.etagere.server.query.walk;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import dev.etagere.server.query.Order;
import dev.etagere.server.query.Position;
import dev.etagere.server.query.QueryField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts an index into the pieces that a walk reads one after the other. */
final class Spans {
  private final Order.By by;
  private final List<Span> spans = new ArrayList<>();

  private Spans(Order.By by) {
    this.by = by;
  }

  /**
   * The pieces in the order in which they are read.
   *
   * @param by the index and its direction
   * @param ranges the keys that may pass
   * @param from where the walk goes on; null if it begins
   * @param wholeRun whether the resources with the same key as that one are all read again
   */
  static List<Span> of(
      Order.By by, ImmutableRangeSet<String> ranges, @Nullable Position from, boolean wholeRun) {
    Spans cut = new Spans(by);
    for (Range<String> range :
        by.descending() ? ranges.asDescendingSetOfRanges() : ranges.asRanges()) {
      if (from == null) {
        cut.add(range, null);
      } else {
        cut.addBeyond(range, from, wholeRun);
      }
    }
    return cut.spans;
  }

  private void addBeyond(Range<String> range, Position from, boolean wholeRun) {
    String key = from.keys().get(0);
    // No two resources have one id, so that nothing is beyond this one under the same key.
    if (range.contains(key) && (wholeRun || by.field() != QueryField.Own.ID)) {
      add(Range.singleton(key), wholeRun ? null : from);
    }
    Range<String> beyond = by.descending() ? Range.lessThan(key) : Range.greaterThan(key);
    if (range.isConnected(beyond)) {
      add(range.intersection(beyond), null);
    }
  }

  private void add(Range<String> keys, @Nullable Position from) {
    if (!keys.isEmpty()) {
      spans.add(new Span(by.field(), keys, by.descending(), from == null ? null : from.id()));
    }
  }
}
