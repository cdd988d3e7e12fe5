package dev.etagere.server.patch;

import dev.etagere.server.json.InvalidJsonException;
import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.json.JsonMemory;
import dev.etagere.server.json.JsonValue;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is made of a patch document. A little one is kept as it was read; a large one is read again
 * where it is applied, so that its tree, which takes many times its bytes, is not held while its
 * request waits for the store.
 */
final class PatchDocument<T> {
  private static final int LITTLE = 16 << 10;

  private final int size;
  private final Supplier<T> reading;

  private PatchDocument(int size, Supplier<T> reading) {
    this.size = size;
    this.reading = reading;
  }

  private static <T> PatchDocument<T> kept(T read) {
    return new PatchDocument<>(0, () -> read);
  }

  /**
   * Reads a document, whether it is kept or not.
   *
   * @param made what is made of its tree
   * @throws InvalidPatchException if the body is no JSON, or exceeds a limit
   * @throws dev.etagere.server.json.JsonTooLargeException if it has too many values
   */
  static <T> PatchDocument<T> read(byte[] body, JsonLimits limits, Function<JsonValue, T> made) {
    Supplier<T> reading = () -> made.apply(tree(body, limits));
    T first = JsonMemory.forTrees(body.length, reading);
    return body.length <= LITTLE ? kept(first) : new PatchDocument<>(body.length, reading);
  }

  private static JsonValue tree(byte[] body, JsonLimits limits) {
    try {
      return JsonValue.parse(body, limits, JsonMemory.MOST_PER_TREE);
    } catch (InvalidJsonException e) {
      throw InvalidPatchException.notJson(e);
    }
  }

  /**
   * Uses the document.
   *
   * @param otherBytes of the texts whose trees are made meanwhile
   */
  <R> Optional<R> use(int otherBytes, Function<T, Optional<R>> use) {
    return JsonMemory.forTrees((long) size + otherBytes, () -> use.apply(reading.get()));
  }
}
