package dev.etagere.server.change;

import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.patch.Patch;
import dev.etagere.server.precondition.Preconditions;
import dev.etagere.server.resource.ChangeDigest;
import dev.etagere.server.resource.Content;

/** A change that a caller asks for, of one resource. */
public sealed interface ChangeRequest {
  /** The preconditions under which it may happen. */
  Preconditions preconditions();

  /**
   * PUT: create or replace.
   *
   * @param preconditions what the caller saw
   * @param content the new content
   * @param digest tells this request from others; see {@link #put}
   */
  record Put(Preconditions preconditions, Content content, ChangeDigest digest)
      implements ChangeRequest {}

  /**
   * PATCH: change in part.
   *
   * @param preconditions what the caller saw
   * @param patch the change
   * @param limits of the result
   * @param digest tells this request from others
   */
  record Modify(Preconditions preconditions, Patch patch, JsonLimits limits, ChangeDigest digest)
      implements ChangeRequest {}

  /**
   * DELETE.
   *
   * @param preconditions what the caller saw
   */
  record Delete(Preconditions preconditions) implements ChangeRequest {}

  /**
   * A PUT. A creation and a replacement by the same content are different requests, so that the
   * digest of one never passes for the other.
   */
  static Put put(Preconditions preconditions, String mediaType, Content content) {
    String kind = preconditions.asksForAbsence() ? "PUT-create" : "PUT";
    return new Put(preconditions, content, ChangeDigest.of(kind, mediaType, content.bytes()));
  }

  /**
   * A PATCH.
   *
   * @param document the patch document as it was sent, of which {@code patch} was read
   */
  static Modify patch(
      Preconditions preconditions,
      String mediaType,
      byte[] document,
      Patch patch,
      JsonLimits limits) {
    return new Modify(preconditions, patch, limits, ChangeDigest.of("PATCH", mediaType, document));
  }
}
