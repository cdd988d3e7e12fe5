/** Who is calling, and what that caller may do with each collection. */
@NullMarked
package dev.etagere.server.grant;

import org.jspecify.annotations.NullMarked;
