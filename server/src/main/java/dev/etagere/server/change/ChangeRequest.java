package dev.etagere.server.change;

import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.ledger.CallerKey;
import dev.etagere.server.ledger.Fingerprint;
import dev.etagere.server.ledger.Fingerprint.Method;
import dev.etagere.server.ledger.KeyedRequest;
import dev.etagere.server.patch.Patch;
import dev.etagere.server.precondition.Preconditions;
import dev.etagere.server.resource.ChangeDigest;
import dev.etagere.server.resource.Content;
import org.jspecify.annotations.Nullable;

/** A change that a caller asks for, of one resource. */
public sealed interface ChangeRequest {
  /** The preconditions under which it may happen. */
  Preconditions preconditions();

  /** What the ledger needs to know of it; null if it has no Idempotency-Key. */
  @Nullable KeyedRequest keyed();

  /**
   * PUT: create or replace.
   *
   * @param preconditions what the caller saw
   * @param content the new content
   * @param digest tells this request from others; see {@link #put}
   * @param keyed what the ledger needs to know, null without a key
   */
  record Put(
      Preconditions preconditions,
      Content content,
      ChangeDigest digest,
      @Nullable KeyedRequest keyed)
      implements ChangeRequest {}

  /**
   * PATCH: change in part.
   *
   * @param preconditions what the caller saw
   * @param patch the change
   * @param limits of the result
   * @param digest tells this request from others
   * @param keyed what the ledger needs to know, null without a key
   */
  record Modify(
      Preconditions preconditions,
      Patch patch,
      JsonLimits limits,
      ChangeDigest digest,
      @Nullable KeyedRequest keyed)
      implements ChangeRequest {}

  /**
   * DELETE.
   *
   * @param preconditions what the caller saw
   * @param keyed what the ledger needs to know, null without a key
   */
  record Delete(Preconditions preconditions, @Nullable KeyedRequest keyed)
      implements ChangeRequest {}

  /**
   * A PUT. A creation and a replacement by the same content are different requests, so that the
   * digest of one never passes for the other.
   *
   * @param key the Idempotency-Key, null if there is none
   */
  static Put put(
      Preconditions preconditions, String mediaType, Content content, @Nullable CallerKey key) {
    String kind = preconditions.asksForAbsence() ? "PUT-create" : "PUT";
    return new Put(
        preconditions,
        content,
        ChangeDigest.of(kind, mediaType, content.bytes()),
        keyed(key, Method.PUT, preconditions, mediaType, content.bytes()));
  }

  /**
   * A PATCH.
   *
   * @param document the patch document as it was sent, of which {@code patch} was read
   * @param key the Idempotency-Key, null if there is none
   */
  static Modify patch(
      Preconditions preconditions,
      String mediaType,
      byte[] document,
      Patch patch,
      JsonLimits limits,
      @Nullable CallerKey key) {
    return new Modify(
        preconditions,
        patch,
        limits,
        ChangeDigest.of("PATCH", mediaType, document),
        keyed(key, Method.PATCH, preconditions, mediaType, document));
  }

  /**
   * A DELETE.
   *
   * @param key the Idempotency-Key, null if there is none
   */
  static Delete delete(Preconditions preconditions, @Nullable CallerKey key) {
    return new Delete(preconditions, keyed(key, Method.DELETE, preconditions, "", new byte[0]));
  }

  private static @Nullable KeyedRequest keyed(
      @Nullable CallerKey key,
      Method method,
      Preconditions preconditions,
      String mediaType,
      byte[] content) {
    return key == null
        ? null
        : new KeyedRequest(
            key.hash(), Fingerprint.of(method, preconditions.textForWrites(), mediaType, content));
  }
}
