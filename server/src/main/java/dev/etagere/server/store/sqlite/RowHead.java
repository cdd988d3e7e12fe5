package dev.etagere.server.store.sqlite;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.etagere.server.resource.ChangeDigest;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.Mutation;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.Version;
import java.time.Instant;
import java.util.Optional;

/**
 * All of a row but its content.
 *
 * @param version the version
 * @param live whether it is a resource, not a tombstone
 * @param created when the incarnation was made, in milliseconds; 0 in a tombstone
 * @param changed when this version was made, in milliseconds
 * @param purgeAt when a tombstone may go, in milliseconds; 0 in a resource
 * @param madeBy the change digest; {@link #NONE} in a tombstone
 * @param digest SHA-256 of the content; {@link #NONE} in a tombstone
 */
record RowHead(
    Version version,
    boolean live,
    long created,
    long changed,
    long purgeAt,
    HashCode madeBy,
    HashCode digest) {
  /** In the place of a digest where there is none. */
  static final HashCode NONE = HashCode.fromInt(0);

  static RowHead of(StoredResource.Live resource) {
    return new RowHead(
        resource.version(),
        true,
        resource.createdAt().toEpochMilli(),
        resource.modifiedAt().toEpochMilli(),
        0,
        resource.madeBy().value(),
        resource.content().digest());
  }

  static RowHead of(StoredResource resource) {
    return resource instanceof StoredResource.Live live
        ? of(live)
        : of((StoredResource.Tombstone) resource);
  }

  private static RowHead of(StoredResource.Tombstone tombstone) {
    return new RowHead(
        tombstone.version(),
        false,
        0,
        tombstone.deletedAt().toEpochMilli(),
        tombstone.purgeAt().toEpochMilli(),
        NONE,
        NONE);
  }

  /** The row after a change, or empty if the change does not apply to this one. */
  Optional<RowHead> after(Mutation mutation) {
    if (mutation instanceof Mutation.Replace replace) {
      return live && !digest.equals(replace.content().digest())
          ? Optional.of(replaced(replace))
          : Optional.empty();
    }
    if (mutation instanceof Mutation.Delete delete) {
      return live ? Optional.of(deleted(delete)) : Optional.empty();
    }
    return live ? Optional.empty() : Optional.of(recreated((Mutation.Recreate) mutation));
  }

  private RowHead replaced(Mutation.Replace replace) {
    return new RowHead(
        version.next(),
        true,
        created,
        replace.at().toEpochMilli(),
        0,
        replace.madeBy().value(),
        replace.content().digest());
  }

  private RowHead deleted(Mutation.Delete delete) {
    return new RowHead(
        version.next(),
        false,
        0,
        delete.at().toEpochMilli(),
        delete.purgeAt().toEpochMilli(),
        NONE,
        NONE);
  }

  private RowHead recreated(Mutation.Recreate recreate) {
    long at = recreate.at().toEpochMilli();
    return new RowHead(
        version.recreated(recreate.incarnation()),
        true,
        at,
        at,
        0,
        recreate.madeBy().value(),
        recreate.content().digest());
  }

  StoredResource.Live toLive(ResourceId id, Content content) {
    return new StoredResource.Live(
        id,
        version,
        content,
        new ChangeDigest(madeBy),
        Instant.ofEpochMilli(created),
        Instant.ofEpochMilli(changed));
  }

  StoredResource.Tombstone toTombstone(ResourceId id) {
    return new StoredResource.Tombstone(
        id, version, Instant.ofEpochMilli(changed), Instant.ofEpochMilli(purgeAt));
  }

  /**
   * A check value over every field and over where the row belongs. Not against forgers: against
   * flipped bits, and rows that a damaged page or index hands out under another name.
   */
  long seal(CollectionName collection, String key) {
    Hasher hasher =
        Hashing.murmur3_128()
            .newHasher()
            .putUnencodedChars(collection.value())
            .putChar('/')
            .putUnencodedChars(key)
            .putChar('/')
            .putLong(version.number())
            .putLong(version.incarnation())
            .putBoolean(live)
            .putLong(created)
            .putLong(changed)
            .putLong(purgeAt);
    return hasher.putBytes(madeBy.asBytes()).putBytes(digest.asBytes()).hash().asLong();
  }
}
