/** The folder of an embedded store: its files, who has them, and how they are opened. */
@NullMarked
package dev.etagere.server.store.sqlite.folder;

import org.jspecify.annotations.NullMarked;
