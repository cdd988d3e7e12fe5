/**
 * The port to a database: one atomic compare-and-set per change, and the ways in which it can fail.
 */
@NullMarked
package dev.etagere.server.store;

import org.jspecify.annotations.NullMarked;
