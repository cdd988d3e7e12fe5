package dev.etagere.server.query;

import com.google.common.collect.ImmutableList;
import dev.etagere.server.resource.ResourceId;

/**
 * A place in a list: that of a resource which is or was there.
 *
 * @param keys its keys, one for each field of the order
 * @param id its id
 */
public record Position(ImmutableList<String> keys, ResourceId id) {}
