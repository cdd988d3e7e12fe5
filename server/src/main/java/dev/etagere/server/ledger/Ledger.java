package dev.etagere.server.ledger;

import com.google.common.collect.ImmutableList;
import dev.etagere.server.resource.Version;
import java.time.Instant;
import java.util.List;
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
public record Ledger(@Nullable LedgerEntry origin, ImmutableList<LedgerEntry> recent, long writes) {
  /** The ledger of a resource that no keyed request has touched. */
  public static final Ledger EMPTY = new Ledger(null, ImmutableList.of(), 0);

  /** The ledger of a resource that a POST creates. */
  public static Ledger ofOrigin(LedgerEntry origin) {
    return EMPTY.withOrigin(origin);
  }

  /** The entry under a key. */
  public Optional<LedgerEntry> find(KeyHash key) {
    return Stream.concat(Stream.ofNullable(origin), recent.stream())
        .filter(entry -> entry.key().equals(key))
        .findFirst();
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
    return new Ledger(created, ImmutableList.of(), writes + 1);
  }

  /** This ledger forgotten. */
  public Ledger forgotten() {
    return new Ledger(null, ImmutableList.of(), writes);
  }

  /** This ledger with one entry more, and without those that the bounds no longer keep. */
  public Ledger with(LedgerEntry added, LedgerBounds bounds) {
    List<LedgerEntry> all = ImmutableList.<LedgerEntry>builder().addAll(recent).add(added).build();
    Instant oldest = added.at().minus(bounds.retention());
    int from = Math.max(0, all.size() - LedgerBounds.MOST);
    while (from < all.size() - bounds.size() && all.get(from).at().isBefore(oldest)) {
      from++;
    }
    return new Ledger(origin, ImmutableList.copyOf(all.subList(from, all.size())), writes + 1);
  }
}
