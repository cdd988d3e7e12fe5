package dev.etagere.server.store.sqlite;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.etagere.server.ledger.Fingerprint;
import dev.etagere.server.ledger.KeyHash;
import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.ledger.LedgerEntry;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.Version;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Moves ledgers between rows and values, and believes none that fails its check. */
final class LedgerRows {
  /** Key hash, method, preconditions, media type, content, result, version, two times. */
  private static final int ENTRY_BYTES =
      KeyHash.BYTES + 1 + Long.BYTES + Integer.BYTES + Fingerprint.CONTENT_BYTES + 1 + 32;

  /**
   * Where {@code writes}, {@code ledger_seal} and {@code entries} stand behind {@link Rows#ALL}.
   */
  private static final int WRITES = 12;

  /** The same three of a row's ledger, for a query that joins no other table. */
  static final String SUBSELECTS =
      Stream.of("writes", "ledger_seal", "entries")
          .map("(SELECT %s FROM ledger_N WHERE ledger_N.rid=doc_N.rid)"::formatted)
          .collect(joining(", "));

  private static final int SEAL = 13;
  private static final int ENTRIES = 14;

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
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw Failures.damaged(
          Failures.subject(collection, key), "its ledger has an impossible value", e);
    }
    throw Failures.damaged(
        Failures.subject(collection, key), "its ledger does not fit its check value", null);
  }

  /** A check value over a ledger and over where it belongs; see {@link RowHead#seal}. */
  static long seal(CollectionName collection, String key, long writes, byte[] entries) {
    return Hashing.murmur3_128()
        .newHasher()
        .putUnencodedChars(collection.value())
        .putChar('/')
        .putUnencodedChars(key)
        .putChar('/')
        .putLong(writes)
        .putBytes(entries)
        .hash()
        .asLong();
  }

  /** Whether there is an origin, then the entries, that of the origin first. */
  static byte[] encode(Ledger ledger) {
    LedgerEntry origin = ledger.origin();
    int count = ledger.recent().size() + (origin == null ? 0 : 1);
    ByteBuffer out = ByteBuffer.allocate(1 + count * ENTRY_BYTES);
    out.put((byte) (origin == null ? 0 : 1));
    if (origin != null) {
      put(out, origin);
    }
    ledger.recent().forEach(entry -> put(out, entry));
    return out.array();
  }

  private static Ledger decode(byte[] entries, long writes) {
    ByteBuffer in = ByteBuffer.wrap(entries);
    LedgerEntry origin = in.get() == 1 ? entry(in) : null;
    ImmutableList.Builder<LedgerEntry> recent = ImmutableList.builder();
    while (in.hasRemaining()) {
      recent.add(entry(in));
    }
    return new Ledger(origin, recent.build(), writes);
  }

  private static void put(ByteBuffer out, LedgerEntry entry) {
    Fingerprint asked = entry.fingerprint();
    out.put(entry.key().value().asBytes())
        .put((byte) asked.method().code())
        .putLong(asked.preconditions())
        .putInt(asked.mediaType())
        .put(asked.content().asBytes())
        .put((byte) entry.result().code())
        .putLong(entry.version().number())
        .putLong(entry.version().incarnation())
        .putLong(entry.modifiedAt().toEpochMilli())
        .putLong(entry.at().toEpochMilli());
  }

  private static LedgerEntry entry(ByteBuffer in) {
    KeyHash key = new KeyHash(hash(in, KeyHash.BYTES));
    Fingerprint asked =
        new Fingerprint(
            Fingerprint.Method.ofCode(in.get()),
            in.getLong(),
            in.getInt(),
            hash(in, Fingerprint.CONTENT_BYTES));
    return new LedgerEntry(
        key,
        asked,
        LedgerEntry.Result.ofCode(in.get()),
        new Version(in.getLong(), in.getLong()),
        Instant.ofEpochMilli(in.getLong()),
        Instant.ofEpochMilli(in.getLong()));
  }

  private static HashCode hash(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return HashCode.fromBytes(bytes);
  }
}
