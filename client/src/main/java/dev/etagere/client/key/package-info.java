/** Idempotency keys: what makes a repeated request recognisable. */
@NullMarked
package dev.etagere.client.key;

import org.jspecify.annotations.NullMarked;
