package dev.etagere.server.resource;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A caller to whom a collection shows nothing but its own resources. Each one has a key space of
 * its own: the store keeps {@code note} of an owner under {@code OWNER~note}. So whatever others
 * have is out of reach, by id, in lists, by a repeated key or a natural key, and no check can come
 * too late.
 *
 * @param prefix what stands before each id in the store: 26 characters that follow from the caller,
 *     and a {@code ~}
 */
public record Owner(String prefix) {
  private static final int LENGTH = 26;
  private static final BaseEncoding BASE32 = BaseEncoding.base32Hex().omitPadding();

  /** The most characters that an id of an owner's resource may have. */
  public static final int MAX_ID_LENGTH = ResourceId.MAX_LENGTH - LENGTH - 1;

  /** The owner that a caller is. */
  public static Owner of(String caller) {
    byte[] hash = Hashing.sha256().hashString(caller, StandardCharsets.UTF_8).asBytes();
    return new Owner(BASE32.encode(hash).toLowerCase(Locale.ROOT).substring(0, LENGTH) + "~");
  }

  /** The id in the store; empty if the id is longer than {@value #MAX_ID_LENGTH} characters. */
  public Optional<ResourceId> stored(ResourceId id) {
    return ResourceId.parse(prefix + id.value());
  }

  /** The id as its owner knows it, of a resource that is this owner's. */
  public ResourceId shown(ResourceId stored) {
    return new ResourceId(stored.value().substring(prefix.length()));
  }
}
