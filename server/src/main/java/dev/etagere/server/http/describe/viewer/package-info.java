/** {@code /docs}: the description in a browser, by a viewer from the jar. */
@NullMarked
package dev.etagere.server.http.describe.viewer;

import org.jspecify.annotations.NullMarked;
