package dev.etagere.server.json;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * How much memory may be taken by JSON texts that are being worked on, all of them together. A tree
 * takes many times the memory of its text: a few large ones at once would use up a small heap,
 * while they wait for nothing but each other's processor.
 */
public final class JsonMemory {
  /** What one tree of a patch, or of what it changes, may take: a 16th of the heap. */
  public static final long MOST_PER_TREE = Runtime.getRuntime().maxMemory() / 16;

  /** Texts that are not worth waiting for: even those of all workers fit. */
  private static final long LITTLE = 16 << 10;

  /** Bytes of a tree for each byte of text at the most, as of many short members. */
  private static final int TREE_FACTOR = 32;

  /** Characters, and the names that were seen. */
  private static final int CHECK_FACTOR = 12;

  private static final int UNIT = 1 << 10;

  private static final int UNITS = (int) Math.max(1, Runtime.getRuntime().maxMemory() / 4 / UNIT);
  private static final Semaphore FREE = new Semaphore(UNITS, true);

  private JsonMemory() {}

  /**
   * Works with trees of some texts, after others if too many are. Not to be called within another
   * call of this class.
   *
   * @param textBytes of all texts whose trees are held at the same time
   */
  public static <T> T forTrees(long textBytes, Supplier<T> work) {
    return within(textBytes, TREE_FACTOR, work);
  }

  /** Reads a text once from its beginning to its end, after others if too many are read. */
  static void forReading(long textBytes, Runnable work) {
    within(
        textBytes,
        CHECK_FACTOR,
        () -> {
          work.run();
          return textBytes;
        });
  }

  private static <T> T within(long textBytes, int factor, Supplier<T> work) {
    if (textBytes <= LITTLE) {
      return work.get();
    }
    // One that alone exceeds it all runs alone.
    int units = (int) Math.min(UNITS, textBytes * factor / UNIT);
    FREE.acquireUninterruptibly(units);
    try {
      return work.get();
    } finally {
      FREE.release(units);
    }
  }
}
