/** Lines of logs that no request waits for. */
@NullMarked
package dev.etagere.server.http.log;

import org.jspecify.annotations.NullMarked;
