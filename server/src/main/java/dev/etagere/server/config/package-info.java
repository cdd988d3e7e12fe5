/** Configuration as records, checked when they are made. */
@NullMarked
package dev.etagere.server.config;

import org.jspecify.annotations.NullMarked;
