/** How answers reach a connection: Jersey's own, and problems where Jersey has none. */
@NullMarked
package dev.etagere.server.http.grizzly.answer;

import org.jspecify.annotations.NullMarked;
