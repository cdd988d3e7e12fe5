/** Values to JSON and back. No promise to callers. */
@NullMarked
package dev.etagere.client.json;

import org.jspecify.annotations.NullMarked;
