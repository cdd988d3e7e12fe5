/** Bounds on what one connection, one address and all connections together may take up. */
@NullMarked
package dev.etagere.server.http.grizzly.guard;

import org.jspecify.annotations.NullMarked;
