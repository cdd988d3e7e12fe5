/** Reads the configuration from file, variables and options; reports every mistake at once. */
@NullMarked
package dev.etagere.server.config.load;

import org.jspecify.annotations.NullMarked;
