package dev.etagere.server.precondition;

import dev.etagere.server.resource.StoredResource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a representation is compared by (RFC 9110 §8.8).
 *
 * @param entityTag its strong entity tag
 * @param lastModified when it was made, in whole seconds, as Last-Modified tells it (§8.8.2)
 */
public record Validators(EntityTag entityTag, Instant lastModified) {
  /** The validators of a live resource. */
  public static Validators of(StoredResource.Live resource) {
    return new Validators(
        EntityTag.of(resource.version()), resource.modifiedAt().truncatedTo(ChronoUnit.SECONDS));
  }
}
