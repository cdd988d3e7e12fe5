/**
 * What a list is asked for, and how it is found with indexes only: sort keys, filters, orders,
 * pages, and the walk over an index that both stores share.
 */
@NullMarked
package dev.etagere.server.query;

import org.jspecify.annotations.NullMarked;
