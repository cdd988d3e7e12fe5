/** The server as a whole: the command line, and the only place where the parts are put together. */
@NullMarked
package dev.etagere.server;

import org.jspecify.annotations.NullMarked;
