/** The embedded store: SQLite with a single writer that groups commits. */
@NullMarked
package dev.etagere.server.store.sqlite;

import org.jspecify.annotations.NullMarked;
