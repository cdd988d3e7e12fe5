/** Problem details (RFC 9457): every error that a caller can see. */
@NullMarked
package dev.etagere.server.http.problem;

import org.jspecify.annotations.NullMarked;
