package dev.etagere.server.ledger;

import com.google.common.collect.ImmutableSet;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a keyed request asked for, in parts, so that another request under the same key can be told
 * what differs. The URL is not among them: each resource keeps its own ledger.
 *
 * @param method the method
 * @param preconditions a hash of the precondition fields
 * @param mediaType a hash of the media type
 * @param content the first {@value #CONTENT_BYTES} bytes of the content's SHA-256
 */
public record Fingerprint(Method method, long preconditions, int mediaType, HashCode content) {
  /** How many bytes of the content's digest are kept. */
  public static final int CONTENT_BYTES = 16;

  /** The methods that take a key. Stored by their {@link #code}. */
  public enum Method {
    /** Creates a member of a collection. */
    POST(1),
    /** Creates or replaces. */
    PUT(2),
    /** Changes in part. */
    PATCH(3),
    /** Deletes. */
    DELETE(4);

    private final int code;

    Method(int code) {
      this.code = code;
    }

    /** The number that stands for it where it is stored. */
    public int code() {
      return code;
    }

    /**
     * The method that is stored as a number.
     *
     * @throws IllegalArgumentException if none is
     */
    public static Method ofCode(int code) {
      return Arrays.stream(values())
          .filter(method -> method.code == code)
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no method is stored as " + code));
    }
  }

  /** The parts in which two requests can differ. */
  public enum Part {
    /** The method. */
    METHOD,
    /** If-Match, If-None-Match or If-Unmodified-Since. */
    PRECONDITIONS,
    /** The Content-Type. */
    MEDIA_TYPE,
    /** The content. */
    CONTENT
  }

  /**
   * Makes a fingerprint of its stored form.
   *
   * @throws IllegalArgumentException if the content's hash has another length
   */
  public Fingerprint {
    if (content.bits() != CONTENT_BYTES * Byte.SIZE) {
      throw new IllegalArgumentException("a fingerprint keeps " + CONTENT_BYTES + " bytes");
    }
  }

  /**
   * The fingerprint of a request.
   *
   * @param preconditions the precondition fields in a form that is the same for the same meaning
   * @param mediaType the media type without parameters, empty where there is no content
   * @param content the content, empty where there is none
   */
  public static Fingerprint of(
      Method method, String preconditions, String mediaType, byte[] content) {
    HashCode digest = Hashing.sha256().hashBytes(content);
    return new Fingerprint(
        method,
        hash(preconditions).asLong(),
        hash(mediaType).asInt(),
        HashCode.fromBytes(Arrays.copyOf(digest.asBytes(), CONTENT_BYTES)));
  }

  private static HashCode hash(String text) {
    return Hashing.sha256().hashString(text, StandardCharsets.UTF_8);
  }

  /** In which parts another request differs; empty if it is the same. */
  public ImmutableSet<Part> differences(Fingerprint other) {
    ImmutableSet.Builder<Part> parts = ImmutableSet.builder();
    if (method != other.method) {
      parts.add(Part.METHOD);
    }
    if (preconditions != other.preconditions) {
      parts.add(Part.PRECONDITIONS);
    }
    if (mediaType != other.mediaType) {
      parts.add(Part.MEDIA_TYPE);
    }
    if (!content.equals(other.content)) {
      parts.add(Part.CONTENT);
    }
    return parts.build();
  }
}
