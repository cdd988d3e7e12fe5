/** Looks for damage in the embedded store before a request meets it. */
@NullMarked
package dev.etagere.server.store.sqlite.scrub;

import org.jspecify.annotations.NullMarked;
