package dev.etagere.client.resource;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A value, and which version of its resource it is.
 *
 * @param id the id of the resource in its collection
 * @param value the value
 * @param etag the strong entity tag of the version, as on the wire, with its quotes; opaque
 * @param lastModified when the resource changed last, to the second; null if the server did not say
 */
public record Versioned<T>(String id, T value, String etag, @Nullable Instant lastModified) {}
