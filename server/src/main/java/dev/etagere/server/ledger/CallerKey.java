package dev.etagere.server.ledger;

import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * A key and whose it is: two callers may use the same key.
 *
 * @param caller the authenticated caller's name, null for all who are anonymous
 * @param key the key
 */
public record CallerKey(@Nullable String caller, IdempotencyKey key) {
  /** What stands for both in a ledger. */
  public KeyHash hash() {
    return KeyHash.of(caller, key);
  }

  /** The id of what a POST with this key creates. */
  public ResourceId idIn(CollectionName collection) {
    return DerivedId.of(caller, collection, key);
  }
}
