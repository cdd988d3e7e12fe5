/** Configuration as records, and a loader that reports every mistake at once. */
@NullMarked
package dev.etagere.server.config;

import org.jspecify.annotations.NullMarked;
