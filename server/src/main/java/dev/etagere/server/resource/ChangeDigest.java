package dev.etagere.server.resource;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * What a request asked for, without its preconditions: a SHA-256 digest of method, media type and
 * content. Each version keeps the one of the request that made it, so that a repeat which arrives
 * after it was applied can be told from somebody else's change.
 *
 * @param value 32 bytes
 */
public record ChangeDigest(HashCode value) {
  /**
   * Makes a digest of its stored form.
   *
   * @throws IllegalArgumentException if it is not 32 bytes long
   */
  public ChangeDigest {
    if (value.bits() != 256) {
      throw new IllegalArgumentException("a change digest has 256 bits, not " + value.bits());
    }
  }

  /** The digest of a request. */
  public static ChangeDigest of(String method, String mediaType, byte[] content) {
    return new ChangeDigest(
        Hashing.sha256()
            .newHasher()
            .putString(method, StandardCharsets.US_ASCII)
            .putByte((byte) 0)
            .putString(mediaType, StandardCharsets.US_ASCII)
            .putByte((byte) 0)
            .putBytes(content)
            .hash());
  }
}
