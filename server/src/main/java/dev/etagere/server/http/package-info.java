/** The HTTP edge: JAX-RS endpoints, and the one place where an outcome becomes a response. */
@NullMarked
package dev.etagere.server.http;

import org.jspecify.annotations.NullMarked;
