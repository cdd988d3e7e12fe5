/** Who is calling: the port that turns a credential into a caller. */
@NullMarked
package dev.etagere.server.auth;

import org.jspecify.annotations.NullMarked;
