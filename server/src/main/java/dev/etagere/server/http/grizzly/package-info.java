/** Jersey on Grizzly: raw request targets, limits, request ids, the access log. */
@NullMarked
package dev.etagere.server.http.grizzly;

import org.jspecify.annotations.NullMarked;
