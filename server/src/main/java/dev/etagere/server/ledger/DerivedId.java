package dev.etagere.server.ledger;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.ResourceId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Ids that follow from a request: two requests that are to have one effect get one id, and the
 * store's primary key makes the second creation impossible. {@value #LENGTH} characters of base 32,
 * which are 130 bits of a SHA-256.
 */
public final class DerivedId {
  private static final int LENGTH = 26;
  private static final BaseEncoding BASE32 = BaseEncoding.base32Hex().omitPadding();

  private DerivedId() {}

  /**
   * The id of what a POST with a key creates.
   *
   * @param caller the authenticated caller's name, null for all who are anonymous
   */
  public static ResourceId of(
      @Nullable String caller, CollectionName collection, IdempotencyKey key) {
    Hasher hasher = Hashing.sha256().newHasher();
    KeyHash.putCaller(hasher, caller);
    return id(
        hasher
            .putString(collection.value(), StandardCharsets.US_ASCII)
            .putByte((byte) 0)
            .putString(key.value(), StandardCharsets.US_ASCII)
            .hash());
  }

  /**
   * The id of the one resource with a natural key.
   *
   * @param values the canonical text of each member of the key, in the order of their declaration
   */
  public static ResourceId ofNaturalKey(List<String> values) {
    Hasher hasher = Hashing.sha256().newHasher();
    for (String value : values) {
      byte[] text = value.getBytes(StandardCharsets.UTF_8);
      hasher.putInt(text.length).putBytes(text);
    }
    return id(hasher.hash());
  }

  private static ResourceId id(HashCode hash) {
    String text = BASE32.encode(hash.asBytes()).toLowerCase(Locale.ROOT);
    return new ResourceId(text.substring(0, LENGTH));
  }
}
