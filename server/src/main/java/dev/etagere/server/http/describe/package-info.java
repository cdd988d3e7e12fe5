/** What the server says of itself: its collections, for each caller those that it may see. */
@NullMarked
package dev.etagere.server.http.describe;

import org.jspecify.annotations.NullMarked;
