package dev.etagere.server.tool.feed;

import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.ResourceId;
import org.jspecify.annotations.Nullable;

/** Where documents are created. Safe for use by many threads. */
public interface Destination {
  /** What became of a document. */
  sealed interface Result {
    /** It was created. */
    record Created() implements Result {}

    /** It was there already, by the same request or otherwise. */
    record Unchanged() implements Result {}

    /**
     * It is not taken.
     *
     * @param reason for a person, on one line
     */
    record Refused(String reason) implements Result {}
  }

  /**
   * Creates a document, or finds that this was done before.
   *
   * @param id under which it is to be; null if the destination chooses
   * @param key the Idempotency-Key of this request
   * @throws FeedException if nobody knows whether it was done, or nothing is taken from this caller
   */
  Result create(@Nullable ResourceId id, String key, Content document);
}
