/** How filters and orders are written: RSQL, and names with commas between them. */
@NullMarked
package dev.etagere.server.query.rsql;

import org.jspecify.annotations.NullMarked;
