/** Documents as lines of a file, on their way into a collection or out of it. */
@NullMarked
package dev.etagere.server.tool.feed;

import org.jspecify.annotations.NullMarked;
