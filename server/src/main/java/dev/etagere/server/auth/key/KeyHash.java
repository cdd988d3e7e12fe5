package dev.etagere.server.auth.key;

import com.google.common.base.Splitter;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is kept of an API key: {@code ID:pbkdf2-sha256:ITERATIONS:SALT:HASH}. It proves a key and
 * does not give it away.
 */
public final class KeyHash {
  private static final String ALGORITHM = "pbkdf2-sha256";

  /**
   * Enough for 160 random bits, which nobody guesses; passwords would need thirty times as many.
   */
  static final int ITERATIONS = 20_000;

  private static final int MAX_ITERATIONS = 10_000_000;
  private static final int HASH_BITS = 256;
  private static final int MIN_SALT_BYTES = 16;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final String id;
  private final int iterations;
  private final byte[] salt;
  private final byte[] hash;

  private KeyHash(String id, int iterations, byte[] salt, byte[] hash) {
    this.id = id;
    this.iterations = iterations;
    this.salt = salt;
    this.hash = hash;
  }

  /** Hashes a secret. */
  static KeyHash of(String id, String secret, byte[] salt) {
    return new KeyHash(id, ITERATIONS, salt, derive(secret, salt, ITERATIONS));
  }

  /** Reads what {@link #toString} wrote; empty for anything else. */
  public static Optional<KeyHash> parse(String text) {
    List<String> parts = Splitter.on(':').splitToList(text);
    if (parts.size() != 5
        || !ApiKey.isId(parts.get(0))
        || !parts.get(1).equals(ALGORITHM)
        || !parts.get(2).matches("[1-9][0-9]{3,7}")) {
      return Optional.empty();
    }
    try {
      int iterations = Integer.parseInt(parts.get(2));
      byte[] salt = Base64.getUrlDecoder().decode(parts.get(3));
      byte[] hash = Base64.getUrlDecoder().decode(parts.get(4));
      boolean sound =
          iterations <= MAX_ITERATIONS
              && salt.length >= MIN_SALT_BYTES
              && hash.length == HASH_BITS / 8;
      return sound
          ? Optional.of(new KeyHash(parts.get(0), iterations, salt, hash))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The part of the key that says which one it is; no secret. */
  public String id() {
    return id;
  }

  /** Whether this is the hash of a secret; compares in constant time. */
  boolean matches(String secret) {
    return MessageDigest.isEqual(hash, derive(secret, salt, iterations));
  }

  private static byte[] derive(String secret, byte[] salt, int iterations) {
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(new PBEKeySpec(secret.toCharArray(), salt, iterations, HASH_BITS))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA256", e);
    }
  }

  @Override
  public String toString() {
    return String.join(
        ":",
        id,
        ALGORITHM,
        Integer.toString(iterations),
        ENCODER.encodeToString(salt),
        ENCODER.encodeToString(hash));
  }
}
