/** The content of requests: strictly delimited, bounded, and collected without holding a worker. */
@NullMarked
package dev.etagere.server.http.grizzly.body;

import org.jspecify.annotations.NullMarked;
