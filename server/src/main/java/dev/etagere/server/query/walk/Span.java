package dev.etagere.server.query.walk;

import com.google.common.collect.Range;
import dev.etagere.server.query.QueryField;
import dev.etagere.server.resource.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * A piece of an index to read, in the order of key and id, both in the same direction.
 *
 * @param field whose index
 * @param keys which keys of it
 * @param descending whether it is read from its end
 * @param beyond only ids beyond this one in the direction of reading; only where there is one key
 */
public record Span(
    QueryField field, Range<String> keys, boolean descending, @Nullable ResourceId beyond) {}
