/** How the values of the configuration are written, and how mistakes in them are told. */
@NullMarked
package dev.etagere.server.config.text;

import org.jspecify.annotations.NullMarked;
