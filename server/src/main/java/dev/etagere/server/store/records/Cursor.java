package dev.etagere.server.store.records;

import dev.etagere.server.ledger.Remembered;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Goes through the records of a collection that are not forgotten, in the order of their ids. */
final class Cursor {
  private final RecordSource source;
  private final CollectionName collection;
  private final InstantSource clock;
  private final Deque<Remembered> ahead = new ArrayDeque<>();
  private @Nullable ResourceId position;
  private boolean atEnd;

  Cursor(RecordSource source, CollectionName collection, InstantSource clock) {
    this.source = source;
    this.collection = collection;
    this.clock = clock;
  }

  /**
   * The record at the cursor, or null behind the last one. A tombstone whose time is over is none:
   * a database may remove it at any moment.
   */
  @Nullable Remembered peek() {
    while (true) {
      Remembered record = ahead.peek();
      if (record == null && atEnd) {
        return null;
      }
      if (record == null) {
        read();
      } else if (isForgotten(record)) {
        ahead.remove();
      } else {
        return record;
      }
    }
  }

  /** Goes on behind the record at the cursor. */
  void advance() {
    ahead.remove();
  }

  private void read() {
    ahead.addAll(source.scan(collection, position));
    if (ahead.isEmpty()) {
      atEnd = true;
    } else {
      position = ahead.getLast().resource().id();
    }
  }

  private boolean isForgotten(Remembered record) {
    return record.resource() instanceof StoredResource.Tombstone tombstone
        && tombstone.isForgotten(clock.instant());
  }
}
