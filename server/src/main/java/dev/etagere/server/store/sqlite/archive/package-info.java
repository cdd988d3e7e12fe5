/** Copies of an embedded store in one file: made while it is written, checked, and put back. */
@NullMarked
package dev.etagere.server.store.sqlite.archive;

import org.jspecify.annotations.NullMarked;
