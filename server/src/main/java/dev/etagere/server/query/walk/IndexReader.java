package dev.etagere.server.query.walk;

import dev.etagere.server.query.Entry;
import java.util.function.Predicate;

/**
 * The index of a store.
 *
 * @param <E> how reading fails
 */
public interface IndexReader<E extends Exception> {
  /**
   * Reads entries of live resources.
   *
   * @param span which ones
   * @param limit how many at the most
   * @param visitor is shown each; false ends the reading
   */
  void read(Span span, int limit, Predicate<Entry> visitor) throws E;
}
