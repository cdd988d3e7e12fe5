package dev.etagere.server.store.records;

import dev.etagere.server.ledger.Remembered;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.ResourceId;
import java.util.List;

/**
 * A store that takes records exactly as they are. From before the first until {@link #finish} it is
 * marked as unfinished, and no server opens it. What queries need beside a record, such as index
 * keys, the target computes itself.
 */
public interface RecordTarget extends RecordSource {
  /** Whether it was marked already, by an earlier copy of the same source that did not finish. */
  boolean isResumed();

  /**
   * Stores records of which nothing is stored under their ids; durable when this returns.
   *
   * @throws dev.etagere.server.store.StoreException if that cannot be, also if something is stored
   *     under one of the ids; some of the others may have been stored then
   */
  void put(CollectionName collection, List<Remembered> records);

  /** Removes what is stored under an id; durable when this returns. */
  void remove(CollectionName collection, ResourceId id);

  /** Takes the mark away: from now on it is a store like any other. */
  void finish();
}
