package dev.etagere.server.store.sqlite.archive;

import dev.etagere.server.json.InvalidJsonException;
import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.json.JsonObjects;
import dev.etagere.server.ledger.LedgerEntry;
import dev.etagere.server.ledger.Remembered;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.store.DamagedResourceException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What must hold of a record besides its digests, and how many there are. Used by one thread. */
final class RecordChecks {
  /** No limit that a server may have been given is narrower. */
  private static final JsonLimits ANY = new JsonLimits(Integer.MAX_VALUE, JsonLimits.DEEPEST);

  private final Map<CollectionName, Report.Count> counts = new TreeMap<>();

  /** What was counted. */
  Map<CollectionName, Report.Count> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** Counts a collection in, also one that turns out to be empty. */
  void begin(CollectionName collection) {
    counts.put(collection, new Report.Count(0, 0));
  }

  /**
   * Checks a record.
   *
   * @throws DamagedResourceException if it cannot have been written by a server
   */
  void check(CollectionName collection, Remembered remembered) {
    StoredResource resource = remembered.resource();
    boolean live = resource instanceof StoredResource.Live;
    if (resource instanceof StoredResource.Live found) {
      checkJson(collection, found);
    }
    checkLedger(collection, remembered);
    counts.merge(
        collection,
        new Report.Count(live ? 1 : 0, live ? 0 : 1),
        (a, b) -> new Report.Count(a.resources() + b.resources(), a.tombstones() + b.tombstones()));
  }

  private static void checkJson(CollectionName collection, StoredResource.Live live) {
    try {
      JsonObjects.check(live.content().bytes(), ANY);
    } catch (InvalidJsonException e) {
      throw damaged(collection, live, "its content is no JSON object", e);
    }
  }

  private static void checkLedger(CollectionName collection, Remembered remembered) {
    StoredResource resource = remembered.resource();
    long newest = resource.version().number();
    try {
      LedgerEntry origin = remembered.ledger().origin();
      boolean foreseen = origin != null && origin.version().number() > newest;
      for (LedgerEntry entry : remembered.ledger().recent()) {
        foreseen |= entry.version().number() > newest;
      }
      if (foreseen) {
        throw damaged(
            collection, resource, "its ledger names a version that was not made yet", null);
      }
    } catch (IllegalArgumentException e) {
      throw damaged(collection, resource, "its ledger has an impossible value", e);
    }
  }

  private static DamagedResourceException damaged(
      CollectionName collection,
      StoredResource resource,
      String reason,
      @Nullable Throwable cause) {
    return new DamagedResourceException(
        "The stored resource '%s' in collection '%s' is damaged: %s."
            .formatted(resource.id(), collection, reason),
        cause);
  }
}
