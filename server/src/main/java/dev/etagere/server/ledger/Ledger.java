package dev.etagere.server.ledger;

import dev.etagere.server.resource.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keyed requests that a resource remembers. It is stored with the resource and changes in the
 * same atomic write, so that there is no moment at which one has happened and not the other.
 *
 * @param origin the POST that created the resource, kept for as long as the resource or its
 *     tombstone is; null if it was created otherwise
 * @param recent the others, the oldest first
 * @param writes how many times this ledger was ever written: two writers that saw the same number
 *     saw the same ledger
 */
public record Ledger(@Nullable LedgerEntry origin, LedgerEntries recent, long writes) {
  /** The ledger of a resource that no keyed request has touched. */
  public static final Ledger EMPTY = new Ledger(null, LedgerEntries.NONE, 0);

  /** The ledger of a resource that a POST creates. */
  public static Ledger ofOrigin(LedgerEntry origin) {
    return EMPTY.withOrigin(origin);
  }

  /** The entry under a key. */
  public Optional<LedgerEntry> find(KeyHash key) {
    return Optional.ofNullable(origin)
        .filter(entry -> entry.key().equals(key))
        .or(() -> recent.find(key));
  }

  /** Whether an entry of this ledger was ever dropped. */
  public boolean hasForgotten() {
    return writes > recent.size() + (origin == null ? 0 : 1);
  }

  /**
   * Whether a request that named this version, and was done, may be among those that were dropped.
   * Entries stand in the order of their versions: while one is there that is not younger than the
   * parent, nothing that came after the parent was dropped.
   */
  public boolean mayHaveForgotten(Version parent) {
    Stream<LedgerEntry> oldestFirst = Stream.concat(recent.stream(), Stream.ofNullable(origin));
    return hasForgotten()
        && oldestFirst
            .findFirst()
            .map(oldest -> oldest.version().number() > parent.number())
            .orElse(true);
  }

  /** This ledger forgotten but for the creation that begins a new life of the resource. */
  public Ledger withOrigin(LedgerEntry created) {
    return new Ledger(created, LedgerEntries.NONE, writes + 1);
  }

  /** This ledger forgotten. */
  public Ledger forgotten() {
    return new Ledger(null, LedgerEntries.NONE, writes);
  }

  /** This ledger with one entry more, and without those that the bounds no longer keep. */
  public Ledger with(LedgerEntry added, LedgerBounds bounds) {
    Instant oldest = added.at().minus(bounds.retention());
    int size = recent.size() + 1;
    int dropped = Math.max(0, size - LedgerBounds.MOST);
    while (dropped < size - bounds.size() && recent.doneAt(dropped).isBefore(oldest)) {
      dropped++;
    }
    return new Ledger(origin, recent.with(added, dropped), writes + 1);
  }
}
