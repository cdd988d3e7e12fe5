/** API keys, of which only hashes are kept. */
@NullMarked
package dev.etagere.server.auth.key;

import org.jspecify.annotations.NullMarked;
