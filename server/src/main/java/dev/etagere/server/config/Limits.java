package dev.etagere.server.config;

/**
 * What a request may be at most.
 *
 * @param bodyBytes the size of a request's body, in bytes
 * @param jsonDepth how deep objects and arrays may be nested; a flat object has depth 1
 * @param headerBytes the size of a request's header section, in bytes
 * @param uriLength the length of a request's target as it was sent, in bytes
 */
public record Limits(int bodyBytes, int jsonDepth, int headerBytes, int uriLength) {
  /** The limits of a server of which nothing was said. */
  public static final Limits DEFAULT = new Limits(1 << 20, 64, 16 << 10, 8 << 10);

  /** The smallest JSON object is two bytes long. */
  public static final int MIN_BODY_BYTES = 2;

  /** A document of MongoDB has at most 16 MiB and holds the content twice, as bytes and as BSON. */
  public static final int MAX_BODY_BYTES = 8 << 20;

  /** A flat object. */
  public static final int MIN_JSON_DEPTH = 1;

  /** MongoDB stores at most 100 levels, and the content lies some levels below the document. */
  public static final int MAX_JSON_DEPTH = 90;

  /** Less, and a plain request of a browser is refused. */
  public static final int MIN_HEADER_BYTES = 1 << 10;

  /** Held in memory for each connection. */
  public static final int MAX_HEADER_BYTES = 64 << 10;

  /** Less, and an id of 200 percent-encoded characters could not be asked for. */
  public static final int MIN_URI_LENGTH = 1 << 10;

  /** The target is part of what a connection holds in memory. */
  public static final int MAX_URI_LENGTH = 32 << 10;

  /**
   * Makes limits.
   *
   * @throws IllegalArgumentException if one is out of its bounds
   */
  public Limits {
    check("bodyBytes", bodyBytes, MIN_BODY_BYTES, MAX_BODY_BYTES);
    check("jsonDepth", jsonDepth, MIN_JSON_DEPTH, MAX_JSON_DEPTH);
    check("headerBytes", headerBytes, MIN_HEADER_BYTES, MAX_HEADER_BYTES);
    check("uriLength", uriLength, MIN_URI_LENGTH, MAX_URI_LENGTH);
  }

  private static void check(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s must be %d to %d, not %d".formatted(name, min, max, value));
    }
  }
}
