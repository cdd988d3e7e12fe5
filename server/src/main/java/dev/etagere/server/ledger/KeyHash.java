package dev.etagere.server.ledger;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Who sent which key: the first {@value #BYTES} bytes of a SHA-256 over both, so that two callers
 * may use the same key, and no key stands in the database.
 *
 * @param value the bytes
 */
public record KeyHash(HashCode value) {
  /** How many bytes are kept. */
  public static final int BYTES = 16;

  /** In the place of a hash where the request had no key; no request has this one. */
  public static final KeyHash NONE = new KeyHash(HashCode.fromBytes(new byte[BYTES]));

  /**
   * Makes a hash of its stored form.
   *
   * @throws IllegalArgumentException if it has another length
   */
  public KeyHash {
    if (value.bits() != BYTES * Byte.SIZE) {
      throw new IllegalArgumentException("a key hash has " + BYTES + " bytes");
    }
  }

  /**
   * The hash of a caller's key.
   *
   * @param caller the authenticated caller's name, null for all who are anonymous
   */
  public static KeyHash of(@Nullable String caller, IdempotencyKey key) {
    Hasher hasher = Hashing.sha256().newHasher();
    putCaller(hasher, caller);
    byte[] hash = hasher.putString(key.value(), StandardCharsets.US_ASCII).hash().asBytes();
    return new KeyHash(HashCode.fromBytes(Arrays.copyOf(hash, BYTES)));
  }

  /** The length first: no two pairs of caller and key run together into the same bytes. */
  static void putCaller(Hasher hasher, @Nullable String caller) {
    byte[] name = caller == null ? new byte[0] : caller.getBytes(StandardCharsets.UTF_8);
    hasher.putInt(caller == null ? -1 : name.length).putBytes(name);
  }
}
