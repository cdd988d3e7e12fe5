/** The commands that do one thing and end: they look at stores, move them, or feed a server. */
@NullMarked
package dev.etagere.server.tool;

import org.jspecify.annotations.NullMarked;
