package dev.etagere.server.query;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.collect.TreeRangeSet;
import java.util.Collection;

/** The comparisons of keys, each as the ranges of the keys that it lets pass. */
public enum Operator {
  /** Equal to the only operand. */
  EQUAL,
  /** Anything but equal to the only operand, missing too. */
  NOT_EQUAL,
  /** After the only operand, and of its type. */
  GREATER,
  /** Equal to the only operand or after it, and of its type. */
  GREATER_OR_EQUAL,
  /** Before the only operand, and of its type. */
  LESS,
  /** Equal to the only operand or before it, and of its type. */
  LESS_OR_EQUAL,
  /** Equal to one of the operands. */
  IN,
  /** Equal to none of the operands, missing too. */
  OUT;

  /**
   * The ranges of a field's keys.
   *
   * @param typed whether the keys are those of a member, whose order comparisons stay within a type
   * @param keys the operands
   */
  public ImmutableRangeSet<String> ranges(boolean typed, Collection<String> keys) {
    String key = keys.iterator().next();
    Range<String> type = typed ? typeOf(key) : Range.all();
    return switch (this) {
      case EQUAL, IN -> anyOf(keys);
      case NOT_EQUAL, OUT -> anyOf(keys).complement();
      case GREATER -> ImmutableRangeSet.of(type.intersection(Range.greaterThan(key)));
      case GREATER_OR_EQUAL -> ImmutableRangeSet.of(type.intersection(Range.atLeast(key)));
      case LESS -> ImmutableRangeSet.of(type.intersection(Range.lessThan(key)));
      case LESS_OR_EQUAL -> ImmutableRangeSet.of(type.intersection(Range.atMost(key)));
    };
  }

  private static Range<String> typeOf(String key) {
    char type = SortKey.typeOf(key);
    return Range.closedOpen(String.valueOf(type), String.valueOf((char) (type + 1)));
  }

  private static ImmutableRangeSet<String> anyOf(Collection<String> keys) {
    TreeRangeSet<String> ranges = TreeRangeSet.create();
    keys.forEach(key -> ranges.add(Range.singleton(key)));
    return ImmutableRangeSet.copyOf(ranges);
  }

  /**
   * The ranges of the keys of the strings that begin with one.
   *
   * @throws IllegalArgumentException if it is longer than keys tell
   */
  public static ImmutableRangeSet<String> prefix(String beginning) {
    String key = SortKey.beginningOf(beginning);
    if (!SortKey.isWhole(key)) {
      throw new IllegalArgumentException("too long a beginning");
    }
    return ImmutableRangeSet.of(Range.closedOpen(key, key + SortKey.BEYOND));
  }

  /** The ranges of the ids that begin with a text. */
  public static ImmutableRangeSet<String> idPrefix(String beginning) {
    return ImmutableRangeSet.of(Range.closedOpen(beginning, beginning + SortKey.BEYOND));
  }

  /** The ranges of the keys of the members that are there, or of those that are not. */
  public static ImmutableRangeSet<String> exists(boolean wanted) {
    ImmutableRangeSet<String> missing = ImmutableRangeSet.of(Range.singleton(SortKey.MISSING));
    return wanted ? missing.complement() : missing;
  }
}
