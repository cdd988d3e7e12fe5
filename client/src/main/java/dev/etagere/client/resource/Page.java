package dev.etagere.client.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a collection, in the order of the ids.
 *
 * @param items its members
 * @param next the URL of the next page, to be given as it is; null if this is the last
 */
public record Page<T>(List<Versioned<T>> items, @Nullable String next) {
  /** Keeps a copy of the items. */
  public Page {
    items = List.copyOf(items);
  }
}
