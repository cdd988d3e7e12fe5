/** The sort keys of declared members in SQLite: their columns, their filling, and reading them. */
@NullMarked
package dev.etagere.server.store.sqlite.member;

import org.jspecify.annotations.NullMarked;
