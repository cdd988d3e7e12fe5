package dev.etagere.server.change;

import dev.etagere.server.ledger.CallerKey;
import dev.etagere.server.ledger.Fingerprint;
import dev.etagere.server.precondition.Preconditions;
import dev.etagere.server.resource.ChangeDigest;
import dev.etagere.server.resource.Content;
import org.jspecify.annotations.Nullable;

/**
 * A POST to a collection.
 *
 * @param preconditions what the caller says of the collection
 * @param mediaType the media type without parameters
 * @param content the content as it was sent
 * @param key the Idempotency-Key, null if there is none
 */
public record CreateRequest(
    Preconditions preconditions, String mediaType, Content content, @Nullable CallerKey key) {

  /** What was asked for; the same for a repeat, whatever the server has added to the content. */
  Fingerprint fingerprint() {
    return Fingerprint.of(
        Fingerprint.Method.POST, preconditions.textForWrites(), mediaType, content.bytes());
  }

  ChangeDigest digest() {
    return ChangeDigest.of("POST", mediaType, content.bytes());
  }
}
