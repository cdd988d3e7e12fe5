/** Documents as lines of a file, sent to a server's API and fetched from it. */
@NullMarked
package dev.etagere.server.tool.feed;

import org.jspecify.annotations.NullMarked;
