/** How a page is found by walking along one index: the part that both stores share. */
@NullMarked
package dev.etagere.server.query.walk;

import org.jspecify.annotations.NullMarked;
