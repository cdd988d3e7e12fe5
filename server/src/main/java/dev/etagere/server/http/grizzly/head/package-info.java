/**
 * The strict reading of a request's head, before any parser has touched it: bytes in, verdict out.
 */
@NullMarked
package dev.etagere.server.http.grizzly.head;

import org.jspecify.annotations.NullMarked;
