package dev.etagere.server.query;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;

/**
 * Which resources a list shows. Each comparison is a set of ranges of the keys of one field, so
 * that an index can serve it, and nothing that a client wrote reaches a database but the ends of
 * ranges, as plain texts.
 */
public sealed interface Filter {
  /** Every resource. */
  Filter ALL = new And(ImmutableList.of());

  /** Whether a resource passes. */
  boolean matches(Entry entry);

  /** The fields that it is about. */
  ImmutableSet<QueryField> fields();

  /** Ranges of a field outside of which nothing passes. */
  ImmutableRangeSet<String> rangesOf(QueryField field);

  /**
   * The key of a field is in a set of ranges.
   *
   * @param field the field
   * @param ranges the ranges
   */
  record Within(QueryField field, ImmutableRangeSet<String> ranges) implements Filter {
    @Override
    public boolean matches(Entry entry) {
      return ranges.contains(entry.key(field));
    }

    @Override
    public ImmutableSet<QueryField> fields() {
      return ImmutableSet.of(field);
    }

    @Override
    public ImmutableRangeSet<String> rangesOf(QueryField other) {
      return field.equals(other) ? ranges : ImmutableRangeSet.of(Range.all());
    }
  }

  /**
   * All of these hold.
   *
   * @param parts the parts; without one, everything passes
   */
  record And(ImmutableList<Filter> parts) implements Filter {
    @Override
    public boolean matches(Entry entry) {
      return parts.stream().allMatch(part -> part.matches(entry));
    }

    @Override
    public ImmutableSet<QueryField> fields() {
      return fieldsOf(parts);
    }

    @Override
    public ImmutableRangeSet<String> rangesOf(QueryField field) {
      ImmutableRangeSet<String> ranges = ImmutableRangeSet.of(Range.all());
      for (Filter part : parts) {
        ranges = ranges.intersection(part.rangesOf(field));
      }
      return ranges;
    }
  }

  /**
   * One of these holds.
   *
   * @param parts the parts, at least one
   */
  record Or(ImmutableList<Filter> parts) implements Filter {
    @Override
    public boolean matches(Entry entry) {
      return parts.stream().anyMatch(part -> part.matches(entry));
    }

    @Override
    public ImmutableSet<QueryField> fields() {
      return fieldsOf(parts);
    }

    @Override
    public ImmutableRangeSet<String> rangesOf(QueryField field) {
      RangeSet<String> ranges = TreeRangeSet.create();
      parts.forEach(part -> ranges.addAll(part.rangesOf(field)));
      return ImmutableRangeSet.copyOf(ranges);
    }
  }

  private static ImmutableSet<QueryField> fieldsOf(ImmutableList<Filter> parts) {
    return parts.stream()
        .flatMap(part -> part.fields().stream())
        .collect(ImmutableSet.toImmutableSet());
  }
}
