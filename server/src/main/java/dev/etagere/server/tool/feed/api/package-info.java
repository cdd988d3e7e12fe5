/** Documents that go to a running server, or come from one. */
@NullMarked
package dev.etagere.server.tool.feed.api;

import org.jspecify.annotations.NullMarked;
