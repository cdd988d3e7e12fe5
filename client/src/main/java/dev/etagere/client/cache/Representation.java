package dev.etagere.client.cache;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a resource was at one version.
 *
 * @param etag its strong entity tag, as on the wire
 * @param lastModified when it changed last, if the server said so
 * @param content the bytes; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never changed: handed through.
public record Representation(String etag, @Nullable Instant lastModified, byte[] content) {}
