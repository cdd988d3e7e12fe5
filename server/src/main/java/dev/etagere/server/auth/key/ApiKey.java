package dev.etagere.server.auth.key;

import com.google.common.io.BaseEncoding;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API key: {@code etk_ID_SECRET}.
 *
 * @param id which key it is: 60 random bits, shown in logs and configuration
 * @param secret what proves it: 160 random bits
 */
public record ApiKey(String id, String secret) {
  /** What every key begins with, so that scanners for leaked secrets find it. */
  public static final String PREFIX = "etk_";

  private static final BaseEncoding BASE32 = BaseEncoding.base32().lowerCase().omitPadding();
  private static final Pattern ID = Pattern.compile("[a-z2-7]{12}");
  private static final Pattern KEY = Pattern.compile("etk_([a-z2-7]{12})_([a-z2-7]{32})");
  private static final int SALT_BYTES = 16;
  private static final int SECRET_BYTES = 20;
  private static final int ID_BYTES = 8;

  /** A new key. */
  public static ApiKey create(SecureRandom random) {
    return new ApiKey(text(random, ID_BYTES).substring(0, 12), text(random, SECRET_BYTES));
  }

  private static String text(SecureRandom random, int bytes) {
    return BASE32.encode(bytes(random, bytes));
  }

  private static byte[] bytes(SecureRandom random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Reads a key; empty for anything else. */
  public static Optional<ApiKey> parse(String text) {
    Matcher key = KEY.matcher(text);
    return key.matches() ? Optional.of(new ApiKey(key.group(1), key.group(2))) : Optional.empty();
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** What may be kept of this key. */
  public KeyHash hash(SecureRandom random) {
    return KeyHash.of(id, secret, bytes(random, SALT_BYTES));
  }

  /** The key as its owner sends it; shown once, when it is made. */
  public String text() {
    return PREFIX + id + "_" + secret;
  }

  @Override
  public String toString() {
    return PREFIX + id + "_(not shown)";
  }
}
