/** Faults in the answers of a server, for tests of its clients. */
@NullMarked
package dev.etagere.server.http.chaos;

import org.jspecify.annotations.NullMarked;
