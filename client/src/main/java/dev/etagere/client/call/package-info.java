/**
 * The calls, written once for futures: over the blocking transport these are complete when they are
 * returned. No promise to callers.
 */
@NullMarked
package dev.etagere.client.call;

import org.jspecify.annotations.NullMarked;
