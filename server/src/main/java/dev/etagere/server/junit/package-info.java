/** A JUnit extension that starts a server for a user's own tests. */
@NullMarked
package dev.etagere.server.junit;

import org.jspecify.annotations.NullMarked;
