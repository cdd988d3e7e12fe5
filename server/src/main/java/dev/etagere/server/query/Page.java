package dev.etagere.server.query;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param entries what was found, in the list's order; fewer than the limit, or none, if the store
 *     has looked at as many resources as it does for one page
 * @param end where the store stopped, in the direction of reading: the next page begins beyond it;
 *     null if the list ends with this page
 */
public record Page(ImmutableList<Entry> entries, @Nullable Position end) {}
