package dev.etagere.server.resource;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a representation exactly as they were sent, with their SHA-256 digest. Equal if the
 * bytes are.
 */
public final class Content {
  private final byte[] bytes;
  private final HashCode digest;

  private Content(byte[] bytes) {
    this.bytes = bytes;
    this.digest = Hashing.sha256().hashBytes(bytes);
  }

  /** Takes the array over without a copy: the caller must not change it afterwards. */
  public static Content wrap(byte[] bytes) {
    return new Content(bytes);
  }

  /** The content whose bytes are the UTF-8 encoding of the text. */
  public static Content ofUtf8(String text) {
    return new Content(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes themselves, without a copy: the caller must not change them. */
  public byte[] bytes() {
    return bytes;
  }

  /** SHA-256 of the bytes. */
  public HashCode digest() {
    return digest;
  }

  /** The number of bytes. */
  public int size() {
    return bytes.length;
  }

  /** The bytes read as UTF-8. */
  public String utf8() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Content that && digest.equals(that.digest);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }

  /** Size and digest only: contents must not reach a log. */
  @Override
  public String toString() {
    return "Content[" + bytes.length + " bytes, sha256 " + digest + "]";
  }
}
