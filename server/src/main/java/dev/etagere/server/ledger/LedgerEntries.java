package dev.etagere.server.ledger;

import com.google.common.hash.HashCode;
import dev.etagere.server.resource.Version;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * Entries of a ledger, packed into bytes of the same length for each: a keyed request looks at one
 * of hundreds, so none is made into an object before it is asked for. Cannot be changed.
 */
public final class LedgerEntries extends AbstractList<LedgerEntry> implements RandomAccess {
  /** Key hash, method, preconditions, media type, content, result, version, two times. */
  static final int ENTRY_BYTES =
      KeyHash.BYTES + 1 + Long.BYTES + Integer.BYTES + Fingerprint.CONTENT_BYTES + 1 + 32;

  /** No entries. */
  public static final LedgerEntries NONE = new LedgerEntries(new byte[0]);

  private final byte[] packed;

  private LedgerEntries(byte[] packed) {
    this.packed = packed;
  }

  /**
   * The entries that {@link #packed} gave.
   *
   * @throws IllegalArgumentException if the length is that of no number of entries
   */
  public static LedgerEntries ofPacked(byte[] packed) {
    if (packed.length % ENTRY_BYTES != 0) {
      throw new IllegalArgumentException(packed.length + " bytes are no entries of a ledger");
    }
    return new LedgerEntries(packed);
  }

  /** The same entries, packed. */
  public static LedgerEntries copyOf(List<LedgerEntry> entries) {
    ByteBuffer out = ByteBuffer.allocate(entries.size() * ENTRY_BYTES);
    entries.forEach(entry -> put(out, entry));
    return new LedgerEntries(out.array());
  }

  /** The bytes themselves, without a copy: the caller must not change them. */
  public byte[] packed() {
    return packed;
  }

  @Override
  public int size() {
    return packed.length / ENTRY_BYTES;
  }

  /**
   * The entry at a place.
   *
   * @throws IllegalArgumentException if a field of it has an impossible value
   */
  @Override
  public LedgerEntry get(int index) {
    return entry(ByteBuffer.wrap(packed, index * ENTRY_BYTES, ENTRY_BYTES));
  }

  /** The entry under a key. */
  Optional<LedgerEntry> find(KeyHash key) {
    byte[] wanted = key.value().asBytes();
    for (int at = 0; at < packed.length; at += ENTRY_BYTES) {
      if (Arrays.equals(packed, at, at + wanted.length, wanted, 0, wanted.length)) {
        return Optional.of(get(at / ENTRY_BYTES));
      }
    }
    return Optional.empty();
  }

  /** When the request of an entry was done. */
  Instant doneAt(int index) {
    int at = (index + 1) * ENTRY_BYTES - Long.BYTES;
    return Instant.ofEpochMilli(ByteBuffer.wrap(packed).getLong(at));
  }

  /** These entries without the first ones, and with one more. */
  LedgerEntries with(LedgerEntry added, int dropped) {
    int kept = packed.length - dropped * ENTRY_BYTES;
    ByteBuffer out = ByteBuffer.allocate(kept + ENTRY_BYTES);
    out.put(packed, dropped * ENTRY_BYTES, kept);
    put(out, added);
    return new LedgerEntries(out.array());
  }

  /** These entries without the first one. */
  public LedgerEntries withoutFirst() {
    return new LedgerEntries(Arrays.copyOfRange(packed, ENTRY_BYTES, packed.length));
  }

  /** Whether these are the others with more behind them. */
  public boolean startWith(LedgerEntries others) {
    int length = others.packed.length;
    return length <= packed.length && Arrays.equals(packed, 0, length, others.packed, 0, length);
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
