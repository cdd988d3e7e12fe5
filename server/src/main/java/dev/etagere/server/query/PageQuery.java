package dev.etagere.server.query;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for.
 *
 * @param filter which resources the list shows
 * @param order in which order
 * @param from the position beyond which the page begins; null for the list's beginning, or its end
 *     if it is read backwards
 * @param backwards whether the page is the one before the position; it is still in the list's order
 * @param limit how many resources at the most, 1 or more
 */
public record PageQuery(
    Filter filter, Order order, @Nullable Position from, boolean backwards, int limit) {
  /**
   * Makes a query.
   *
   * @throws IllegalArgumentException if the limit is below 1
   */
  public PageQuery {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be 1 or more, not " + limit);
    }
  }

  /** The first page. */
  public static PageQuery first(Filter filter, Order order, int limit) {
    return new PageQuery(filter, order, null, false, limit);
  }

  /** The page beyond a position. */
  public PageQuery after(Position position) {
    return new PageQuery(filter, order, position, false, limit);
  }

  /** The page before a position. */
  public PageQuery before(Position position) {
    return new PageQuery(filter, order, position, true, limit);
  }
}
