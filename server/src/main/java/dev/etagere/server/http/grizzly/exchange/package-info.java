/** One request as this server knows it: its id, its caller, its line in the access log. */
@NullMarked
package dev.etagere.server.http.grizzly.exchange;

import org.jspecify.annotations.NullMarked;
