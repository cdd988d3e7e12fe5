package dev.etagere.server.store.records;

import com.google.common.collect.ImmutableSet;
import dev.etagere.server.ledger.Remembered;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.store.StoreException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store that gives out its records whole: content, versions, times, ledgers, tombstones. Used by
 * one thread. Every method throws {@link StoreException} when the database fails.
 */
public interface RecordSource extends AutoCloseable {
  /** The collections that have ever been declared. */
  ImmutableSet<CollectionName> collections();

  /** About how many records a collection has, for a person. */
  long estimate(CollectionName collection);

  /**
   * Reads records in the order of their ids, tombstones too.
   *
   * @param after only ids beyond this one; null starts at the first
   * @return some of them, as many as memory allows at a time; none only if there are no more
   * @throws dev.etagere.server.store.DamagedResourceException if one is not what was written
   */
  List<Remembered> scan(CollectionName collection, @Nullable ResourceId after);

  /** Says what this store is, for a person; without credentials, and the same every time. */
  String describe();

  /** Releases everything. A second call does nothing. */
  @Override
  void close();
}
