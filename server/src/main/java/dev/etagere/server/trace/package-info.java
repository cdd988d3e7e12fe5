/** Which trace a request belongs to (W3C Trace Context). */
@NullMarked
package dev.etagere.server.trace;

import org.jspecify.annotations.NullMarked;
