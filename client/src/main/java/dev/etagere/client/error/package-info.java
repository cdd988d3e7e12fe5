/** What a call can end with instead of its result: one sealed family. */
@NullMarked
package dev.etagere.client.error;

import org.jspecify.annotations.NullMarked;
