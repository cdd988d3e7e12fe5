package dev.etagere.client.call;

import dev.etagere.client.resource.Page;
import dev.etagere.client.resource.Versioned;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** One page after the other, each when it is wanted. */
public final class Pages<T> implements Iterator<Page<T>> {
  private final Source<T> source;
  private @Nullable String after;
  private boolean ended;

  /** Reads the page that begins after a cursor; the first one after null. */
  public interface Source<T> {
    /** The page. */
    Page<T> after(@Nullable String cursor);
  }

  private Pages(Source<T> source) {
    this.source = source;
  }

  /** The items of all pages, to be used by one thread. */
  public static <T> Stream<Versioned<T>> stream(Source<T> source) {
    Spliterator<Page<T>> pages =
        Spliterators.spliteratorUnknownSize(new Pages<>(source), Spliterator.ORDERED);
    return StreamSupport.stream(pages, false).flatMap(page -> page.items().stream());
  }

  @Override
  public boolean hasNext() {
    return !ended;
  }

  @Override
  public Page<T> next() {
    if (ended) {
      throw new NoSuchElementException("There is no further page.");
    }
    Page<T> page = source.after(after);
    after = page.next();
    ended = after == null;
    return page;
  }
}
