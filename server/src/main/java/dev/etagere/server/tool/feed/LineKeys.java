package dev.etagere.server.tool.feed;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import dev.etagere.server.resource.Content;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes the Idempotency-Key of each line: of the collection, the document, and how many equal ones
 * stand before it. So two equal lines are two documents; the same file again, whole, in another
 * order or with lines added, makes only what is new; and no file of keys must be kept.
 *
 * <p>Sixteen bytes of memory a line, or a little more. Used by one thread.
 */
final class LineKeys {
  private final String collection;
  private long[] seen = new long[1 << 10];
  private int size;

  LineKeys(String collection) {
    this.collection = collection;
  }

  /** The key of a document that is to be created. */
  String ofDocument(Content document) {
    byte[] digest = document.digest().asBytes();
    int occurrence = 0;
    while (!add(mark(digest, occurrence))) {
      occurrence++;
    }
    return key(hasher("document").putBytes(digest).putInt(occurrence));
  }

  /** The key of a document that is to be created under an id. */
  String ofItem(String id, Content document) {
    return key(
        hasher("item")
            .putString(id, StandardCharsets.US_ASCII)
            .putByte((byte) 0)
            .putBytes(document.digest().asBytes()));
  }

  private Hasher hasher(String kind) {
    return Hashing.sha256()
        .newHasher()
        .putString(
            "etagere import 1\0" + kind + '\0' + collection + '\0', StandardCharsets.US_ASCII);
  }

  private static String key(Hasher hasher) {
    return "import-" + BaseEncoding.base64Url().omitPadding().encode(hasher.hash().asBytes());
  }

  /**
   * A short mark for an occurrence. Two that are equal by chance only let the second line count as
   * a later occurrence, and that in the same way every time.
   */
  private static long mark(byte[] digest, int occurrence) {
    long mark =
        Hashing.murmur3_128().newHasher().putBytes(digest).putInt(occurrence).hash().asLong();
    // Zero stands for an empty place.
    return mark == 0 ? 1 : mark;
  }

  private boolean add(long mark) {
    int place = place(seen, mark);
    if (seen[place] == mark) {
      return false;
    }
    seen[place] = mark;
    size++;
    if (size > seen.length / 2) {
      grow();
    }
    return true;
  }

  private void grow() {
    long[] larger = new long[seen.length * 2];
    Arrays.stream(seen)
        .filter(mark -> mark != 0)
        .forEach(mark -> larger[place(larger, mark)] = mark);
    seen = larger;
  }

  /** Where a mark is, or could be put. */
  private static int place(long[] table, long mark) {
    int place = (int) mark & (table.length - 1);
    while (table[place] != 0 && table[place] != mark) {
      place = (place + 1) & (table.length - 1);
    }
    return place;
  }
}
