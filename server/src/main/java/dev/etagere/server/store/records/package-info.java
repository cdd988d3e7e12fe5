/** Whole records, with all that makes a promise, and how they are moved from store to store. */
@NullMarked
package dev.etagere.server.store.records;

import org.jspecify.annotations.NullMarked;
