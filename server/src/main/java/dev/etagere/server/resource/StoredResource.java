package dev.etagere.server.resource;

import java.time.Instant;

/** What a store holds under an id: a live resource, or the tombstone of a deleted one. */
public sealed interface StoredResource {
  /** The id within the collection. */
  ResourceId id();

  /** The version of this state. */
  Version version();

  /**
   * A resource that can be read.
   *
   * @param id the id within the collection
   * @param version the version of this content
   * @param content the content as it was sent
   * @param madeBy the request that made this version
   * @param createdAt when the first version of this incarnation was made, to the millisecond
   * @param modifiedAt when this version was made, to the millisecond
   */
  record Live(
      ResourceId id,
      Version version,
      Content content,
      ChangeDigest madeBy,
      Instant createdAt,
      Instant modifiedAt)
      implements StoredResource {}

  /**
   * What is left of a deleted resource, so that its deletion can be repeated and its versions never
   * come back.
   *
   * @param id the id within the collection
   * @param version the version that the deletion made: one more than that of the deleted content
   * @param deletedAt when it was deleted, to the millisecond
   * @param purgeAt when the store may forget it, to the millisecond
   */
  record Tombstone(ResourceId id, Version version, Instant deletedAt, Instant purgeAt)
      implements StoredResource {

    /** Whether this tombstone's time is over: it then counts as forgotten, swept or not. */
    public boolean isForgotten(Instant now) {
      return !now.isBefore(purgeAt);
    }
  }
}
