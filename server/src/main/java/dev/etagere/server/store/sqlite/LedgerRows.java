package dev.etagere.server.store.sqlite;

import static java.util.stream.Collectors.joining;

import com.google.common.hash.Hashing;
import com.google.common.primitives.Bytes;
import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.ledger.LedgerEntries;
import dev.etagere.server.ledger.LedgerEntry;
import dev.etagere.server.resource.CollectionName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Moves ledgers between rows and values, and believes none that fails its check. */
final class LedgerRows {
  /**
   * Where {@code writes}, {@code ledger_seal} and {@code entries} stand behind {@link Rows#ALL}.
   */
  private static final int WRITES = 12;

  private static final int SEAL = 13;
  private static final int ENTRIES = 14;

  /** The same three of a row's ledger, for a query that joins no other table. */
  static final String SUBSELECTS =
      Stream.of("writes", "ledger_seal", "entries")
          .map("(SELECT %s FROM ledger_N WHERE ledger_N.rid=doc_N.rid)"::formatted)
          .collect(joining(", "));

  private LedgerRows() {}

  /**
   * Reads the ledger behind a resource's own columns; a row without one has an empty ledger.
   *
   * @throws dev.etagere.server.store.DamagedResourceException if its seal does not fit
   */
  static Ledger ledger(CollectionName collection, String key, ResultSet row) throws SQLException {
    byte @Nullable [] entries = row.getBytes(ENTRIES);
    if (entries == null) {
      return Ledger.EMPTY;
    }
    long writes = row.getLong(WRITES);
    try {
      if (seal(collection, key, writes, entries) == row.getLong(SEAL)) {
        return decode(entries, writes);
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw Failures.damaged(
          Failures.subject(collection, key), "its ledger has an impossible value", e);
    }
    throw Failures.damaged(
        Failures.subject(collection, key), "its ledger does not fit its check value", null);
  }

  /**
   * A check value over a ledger and over where it belongs; see {@link RowHead#seal}. By CRC32C,
   * since a full ledger is long: the processor has an instruction for it.
   */
  static long seal(CollectionName collection, String key, long writes, byte[] entries) {
    return Hashing.murmur3_128()
        .newHasher()
        .putUnencodedChars(collection.value())
        .putChar('/')
        .putUnencodedChars(key)
        .putChar('/')
        .putLong(writes)
        .putInt(entries.length)
        .putInt(Hashing.crc32c().hashBytes(entries).asInt())
        .hash()
        .asLong();
  }

  /** How many entries belong to the origin, none or one, then the entries, that one first. */
  static byte[] encode(Ledger ledger) {
    LedgerEntry origin = ledger.origin();
    byte[] first = origin == null ? new byte[0] : LedgerEntries.copyOf(List.of(origin)).packed();
    return Bytes.concat(
        new byte[] {(byte) (origin == null ? 0 : 1)}, first, ledger.recent().packed());
  }

  private static Ledger decode(byte[] entries, long writes) {
    LedgerEntries all = LedgerEntries.ofPacked(Arrays.copyOfRange(entries, 1, entries.length));
    return entries[0] == 0
        ? new Ledger(null, all, writes)
        : new Ledger(all.get(0), all.withoutFirst(), writes);
  }
}
