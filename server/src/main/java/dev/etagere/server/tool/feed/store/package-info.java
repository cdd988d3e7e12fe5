/** Documents that go straight to a store, or come from one. */
@NullMarked
package dev.etagere.server.tool.feed.store;

import org.jspecify.annotations.NullMarked;
