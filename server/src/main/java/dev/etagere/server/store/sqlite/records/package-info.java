/** The embedded store as source and target of copies. */
@NullMarked
package dev.etagere.server.store.sqlite.records;

import org.jspecify.annotations.NullMarked;
