package dev.etagere.server.store.records;

import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource.Live;
import dev.etagere.server.store.StoreException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the resources of a store without changing, holding or locking anything: servers may go on
 * writing to it. So what is read is not one moment of the store. Used by one thread. Every method
 * throws {@link StoreException} when the database fails.
 */
public interface LiveReader extends AutoCloseable {
  /**
   * Reads resources in the order of their ids, tombstones not.
   *
   * @param after only ids beyond this one; null starts at the first
   * @return some of them, as many as memory allows at a time; none only if there are no more, which
   *     is so too where the store has nothing of the collection
   * @throws dev.etagere.server.store.DamagedResourceException if one is not what was written
   */
  List<Live> read(CollectionName collection, @Nullable ResourceId after);

  /** About how many records a collection has, tombstones too, for a person. */
  long estimate(CollectionName collection);

  /** Says what this store is, for a person; without credentials. */
  String describe();

  /** Releases everything. A second call does nothing. */
  @Override
  void close();
}
