/** What was read, kept to be revalidated. No promise to callers. */
@NullMarked
package dev.etagere.client.cache;

import org.jspecify.annotations.NullMarked;
