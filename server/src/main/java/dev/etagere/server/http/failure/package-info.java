/** One mapper per kind of failure: the caller gets a problem, the log gets the rest. */
@NullMarked
package dev.etagere.server.http.failure;

import org.jspecify.annotations.NullMarked;
