package dev.etagere.server.json;

/**
 * How large a JSON text may be.
 *
 * @param maxBytes the most bytes of its UTF-8 form, 1 or more
 * @param maxDepth how many objects and arrays may stand within each other, counting the outermost;
 *     1 to {@value #DEEPEST}
 */
public record JsonLimits(int maxBytes, int maxDepth) {
  /** The highest depth that may be allowed: trees of this depth are still walked by recursion. */
  public static final int DEEPEST = 1000;

  /** 1 MiB and 64 levels. */
  public static final JsonLimits DEFAULT = new JsonLimits(1 << 20, 64);

  /**
   * Makes limits.
   *
   * @throws IllegalArgumentException if a limit is out of the range above
   */
  public JsonLimits {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes must be 1 or more, not " + maxBytes);
    }
    if (maxDepth < 1 || maxDepth > DEEPEST) {
      throw new IllegalArgumentException("maxDepth must be 1 to " + DEEPEST + ", not " + maxDepth);
    }
  }
}
